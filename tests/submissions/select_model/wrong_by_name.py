# expect: WRONG_VALUE first_by_name
def select_model(results):
    there = [(result["val_loss"], result["name"]) for result in results if result["val_loss"] == result["val_loss"]]
    if not there:
        raise ValueError("no model is left")
    return min(there)[1]
