# tries: The reference imported with letters that Python reads as others.
# attacks: step
# verdict: NOT_DEFINED FORBIDDEN
from ｄｅｅｐｌｅａｒｎ_ｒｅｆ.perceptron import step
