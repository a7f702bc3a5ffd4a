# The first meeting of a domain, and past successes.

meeting-known = You're all set for: { $name }. When you're about to go on, say: Alexa, open ready room. Then: warm me up.
meeting-named = Got it: { $name }.
meeting-called = I'll call it: { $name }.
meeting-goal-kept = Your goal: { $goal }.
goal-how = Your goal: { $goal }. To change it, open ready room and say: my goal is now, and the goal.
plan-how = Your plan: { $plan }. To change it, open ready room and say: my plan is now, and the plan.
meeting-deed = Got it, as a past success: { $words }.
meeting-resumed = You're getting ready for: { $name }.
meeting_unfinished-resume = We started something that isn't finished. Ready to keep going?
    .again = It takes a minute. Do you want to go on with it, yes or no?
    .example = Say yes to go on where we left off, or no to leave it. Which one?
meeting-kept = I've saved that. When you're about to go on, say: Alexa, open ready room. Then: warm me up.
meeting-goal = What do you want to be able to do there, like answer questions for ten minutes?
    .again = Start with: I want to. What do you want to be able to do?
    .example = For example: I want to give a clear talk to ten people. What do you want to be able to do?
meeting-exact = You said: { $goal }. What exactly do you want to do, who will be there, and how long will it take?
    .again = Name one thing somebody could watch you do. What is it?
    .example = For example: speak to fifty people for ten minutes without notes. What about you?
meeting-name = What should I call it, in two or three words?
    .again = A short name is enough, like: job interview. What should I call it?
    .example = For example: board presentation. What should I call it?

# Always asked in the same words (Bandura 2006), at a first meeting and after a debrief.
certainty = Your goal: { $goal }. Zero means you cannot do it at all, five moderately certain, ten highly certain. As of now, how certain are you that you can do it?
    .again = One number, from zero to ten. As of now, how certain are you that you can do it?
    .example = Any number from zero to ten is an answer. Which one fits now?
    .noted = Got it: { $value }.

success-worked = Think of one time you did something like this. What did you do?
    .again = Start with: I. What did you do?
    .example = For example: I presented the budget to my team. What did you do?
success-happened = Got it. When was that, roughly?
    .again = A month or a year is enough. When was it?
    .example = For example: last May. Or: in twenty twenty. When was it?
success-shows = What does that tell you about what you can do?
    .again = Start with: I can. What does it tell you?
    .example = For example: I can explain numbers to people. What can you do?
success-kept = That's on your record for your next warm-up.
success-then = That was { $day }.
success-none = You can add one any time.
success-next = When you're about to go on, say: Alexa, open ready room. Then: warm me up. If you're pregnant, or have a heart or lung condition, ask a doctor before the breathing.
