# tries: An object that shows itself as a page with a script.
# attacks: step
# verdict: WRONG_TYPE
class Page:
    def _repr_html_(self):
        return "<script>alert('attack')</script>"

    __repr__ = __str__ = _repr_html_

    def _ipython_display_(self):
        print("1.0")


Page()


def step(z):
    return Page()
