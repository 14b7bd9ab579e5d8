def gradient_noise(per_sample_grads, batch_size):
    if batch_size <= 0:
        raise ValueError("batch_size")
    if per_sample_grads.ndim != 2:
        raise ValueError("2-D")
    m, d = per_sample_grads.shape
    if m == 0:
        raise ValueError("no sample")
    noise = 0.0
    for j in range(d):
        column = [float(g) for g in per_sample_grads[:, j]]
        mean = sum(column) / m
        noise += sum((g - mean) ** 2 for g in column) / m
    return noise / batch_size
