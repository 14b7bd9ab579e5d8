def select_model(results):
    there = [result for result in results if result["val_loss"] == result["val_loss"]]
    return min(there, key=lambda result: result["val_loss"])["name"]
