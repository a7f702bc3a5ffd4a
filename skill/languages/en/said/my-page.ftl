# The way to the page with one's record: said by the speaker, and shown on a card in the Alexa app.

my-page-sent = I've sent the address and a code to your Alexa app. The code lasts ten minutes.
my-page-said = I've sent the address to your Alexa app. The code lasts ten minutes.
my-page-code = Your code is: { $first }; { $second }.
    .again = Once more: { $first }; { $second }.
my-page-none = There's no page to look at here. I can read you your evidence.
my-page-guest = I don't recognize your voice, so I can't open a page for you.
my-page-out = Everyone is signed out of your page.
my-page-card = Your page
my-page-card-address = { $address }
my-page-card-code = Code: { $code }. It works once, within ten minutes.
my-page-card-said = Your speaker said the code. It works once, within ten minutes.
