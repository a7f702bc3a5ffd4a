# The performer's page: its frame, its door, and the views that show what is next.

page-skip = Skip to the content
page-nav = Your record
page-today = Today
page-evidence = Evidence
page-certainty = Certainty
page-ladder = Ladder
page-plan = Plan and cue word
page-preferences = Preferences
page-keeping = Yours to keep
page-out = Sign out
page-out-everywhere = Sign out everywhere
page-in = Your page
page-in-how = Say to your speaker: Alexa, open ready room. Then say: my page. It gives you a code that lasts ten minutes.
page-in-code = Code
page-in-go = Open my page
page-in-wrong = That code doesn't open a page. It may have ended, or been used. Ask your speaker for a new one.
page-in-too-many = Too many codes were tried in the last minute. Wait a minute, then type yours again.
page-failed = That didn't work
page-out-of-reach = Your record can't be reached at the moment. What you sent may not be saved. Look again in a minute.
page-conflict = Your record was changed somewhere else at the same moment. Nothing was changed here. Look again, and try again.
page-back = Back to your page
page-signed-out = You are signed out, so nothing was saved. Go back to copy what you typed, then open your page again with a new code.
page-no-such = There is no such page.
page-refused = That can't be used here. It may be too long, too old, or sent from somewhere else. Nothing was changed.
page-broken = Something went wrong here, and it was logged without your words. Try again in a minute.
