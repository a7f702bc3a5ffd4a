# Lifeline takes calls at any hour; 000 is for emergencies.
distress = That sounds heavy. You don't have to carry it alone. You can call Lifeline on 13 11 14, day or night, or talk to someone you trust.
unwell = Sit down if you can, and breathe as you like. If it doesn't pass soon, or your chest hurts, call 000 or ask somebody near you.
