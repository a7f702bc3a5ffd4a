"""Pictures of the performer's page for the documents."""
