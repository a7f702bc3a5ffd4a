# Tele-MANAS, the national mental health line, is free to call at any hour; 112 is for emergencies.
distress = That sounds heavy. You don't have to carry it alone. You can call Tele-MANAS on 14416, day or night, or talk to someone you trust.
unwell = Sit down if you can, and breathe as you like. If it doesn't pass soon, or your chest hurts, call 112 or ask somebody near you.
