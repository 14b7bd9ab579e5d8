# tries: Magics and shell commands.
# attacks: step
# verdict: WRONG_TYPE
!touch @CANARY@
%system touch @CANARY@
get_ipython().system("touch @CANARY@")
%run -e @COURSE@/solutions/01_perceptron/01_perceptron.ipynb


def step(z):
    return get_ipython().getoutput("cat @COURSE@/deeplearn_ref/perceptron.py")
