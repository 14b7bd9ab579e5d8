"""Experiments to begin with, each with a question; the questions stand in the messages, without their answers."""

PRESETS: dict[str, str] = {
    "lines": "pg1_circles_n10_m100_3t_xavier_sgd_r0.3_b10_d0_l0_s0_e0",
    "bare": "pg1_xor_n20_m100_none_xavier_sgd_r0.3_b10_d0_l0_s0_e0",
    "linear": "pg1_circles_n10_m100_4l-4l_xavier_sgd_r0.1_b10_d0_l0_s0_e0",
    "zeros": "pg1_xor_n15_m100_4s_zeros_sgd_r1_b10_d0_l0_s0_e0",
    "rate": "pg1_moons_n15_m100_6t-4t_xavier_sgd_r10_b10_d0_l0_s0_e0",
    "deep": "pg1_circles_n10_m100_5s-5s-5s-5s_xavier_sgd_r0.3_b10_d0_l0_s0_e0",
    "overfit": "pg1_moons_n30_m50_8t-8t_xavier_adam_r0.01_b10_d0_l0_s1_e0",
    "spiral": "pg1_spiral_n5_m200_4t_xavier_adam_r0.01_b10_d0_l0_s0_e0",
}
"""The first is what one sees first."""
