# tries: A cell in another language.
# attacks: step
# verdict: NOT_DEFINED NOT_ATTEMPTED WRONG_TYPE
%%bash
touch @CANARY@
cat @COURSE@/.deeplearn/secret
