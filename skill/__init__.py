"""Ready Room: an Alexa skill that readies a performer, reads their evidence back and takes their debrief."""
