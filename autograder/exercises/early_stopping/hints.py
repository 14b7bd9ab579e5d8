"""Lesson 12: hints in four levels: the idea, the formula, the shapes, an example with other numbers."""

from lessonkit.language import Text

BEST = (
    Text(
        "Go through the curve once and keep two things in mind: the smallest loss so far, and the epoch it belongs to.",
        "把曲线从头到尾看一遍，记住两样东西：目前最小的损失，以及它是哪一轮的。",
    ),
    Text(
        "Epoch e becomes the best if its loss is smaller than that of the best so far. Any comparison with nan is "
        "false: which question must you ask, so that nan never gets through, and what is there to compare with at the "
        "very beginning?",
        "如果第 e 轮的损失比目前最好的小，它就成为最好的一轮。任何数与 nan 比较，结果都是假：应当怎样问，"
        "才能让 nan 永远通不过？最开始又拿什么来比较？",
    ),
    Text(
        "`val_losses` has shape (n_epochs,); the result is one whole number, counted from 0. If no epoch became the "
        "best, there was no number at all: that is the `ValueError`.",
        "`val_losses` 的形状是 (n_epochs,)；结果是一个整数，从 0 开始数。如果没有哪一轮成为最好的，"
        "说明一个数也没有：这时抛出 `ValueError`。",
    ),
    Text(
        "[nan, 7, 6, 9, 6]: epoch 0 is no candidate, epoch 1 is the best with 7, epoch 2 with 6, epoch 3 is worse, "
        "epoch 4 is equal and changes nothing. The result is 2.",
        "[nan, 7, 6, 9, 6]：第 0 轮不算；第 1 轮以 7 成为最好的，第 2 轮以 6 取而代之；第 3 轮更差，第 4 轮相等，"
        "都不改变什么。结果是 2。",
    ),
)

STOP = (
    Text(
        "Play the run epoch by epoch, as if you did not know what comes next. What must you remember from one epoch to "
        "the next?",
        "一轮一轮地重演这次训练，假装不知道后面会怎样。从一轮到下一轮，要记住哪些东西？",
    ),
    Text(
        "Three things: the best loss, its epoch, and how many epochs have passed since then without improvement. An "
        "improvement is a loss smaller than best − `min_delta`; it sets the count to 0, every other epoch adds 1. "
        "Stop as soon as the count reaches the larger one of `patience` and 1.",
        "三样：最好的损失、它是哪一轮的，以及从那以后过了多少个没有改善的轮。损失小于“最好的 − `min_delta`”才是改善，"
        "这时计数归 0；其余每一轮都使计数加 1。计数一达到 `patience` 与 1 中较大的那个，就停止。",
    ),
    Text(
        "`val_losses` has shape (n_epochs,); the result is a pair of epochs, counted from 0: the last one run, then "
        "the best one. If nothing stops the run, the last one is that of the array. With nothing but nan there is no "
        "best epoch: `None`. With what best loss must you start, so that the first number always is an improvement?",
        "`val_losses` 的形状是 (n_epochs,)；结果是两个轮的编号，从 0 开始数：先是最后运行的一轮，再是最好的一轮。"
        "没有触发停止时，最后一轮就是数组的最后一个。如果全是 nan，就没有最好的一轮：`None`。"
        "最好的损失一开始取什么值，才能使第一个有效的损失总是算作改善？",
    ),
    Text(
        "[8, 6, 7, 6, 5, 9, 1], `patience` 2: 8 and 6 improve, 7 makes the count 1, the tie with 6 makes it 2, so the "
        "run ends at epoch 3 and the best epoch is 1. The 5 and the 1 are never seen. With `patience` 3 the 5 sets the "
        "count back, and the result is (6, 6).",
        "[8, 6, 7, 6, 5, 9, 1]，`patience` 为 2：8 和 6 是改善；7 使计数变为 1，第二个 6 与 6 相等，计数变为 2，"
        "于是训练在第 3 轮结束，最好的是第 1 轮。后面的 5 和 1 根本没有看到。"
        "`patience` 为 3 时，5 使计数归零，结果是 (6, 6)。",
    ),
)

WATCHER = (
    Text(
        "It is the same rule as in `early_stop_epoch`, but the losses come one at a time. What stood in variables of "
        "the loop now has to survive from one call of `update` to the next.",
        "规则与 `early_stop_epoch` 相同，只是损失一个一个地来。原来放在循环变量里的东西，"
        "现在要从一次 `update` 保留到下一次。",
    ),
    Text(
        "Each `update` is one pass through the loop: one epoch more; improvement or not; the count; the answer, count "
        "≥ max(`patience`, 1). At an improvement, and only there, the parameters are stored too.",
        "每次 `update` 相当于循环走一遍：轮数加一；是不是改善；计数；回答“计数 ≥ max(`patience`, 1)”。"
        "出现改善时，而且只在这时，还要存下参数。",
    ),
    Text(
        "`params` is a list of dictionaries of arrays: three levels. A copy of the outer one or two still points to "
        "the same arrays; the standard library's `copy` module has a function that goes all the way down. "
        "`best_params` has the same structure as `params`.",
        "`params` 是由字典组成的列表，字典里装着数组：一共三层。只复制外面的一两层，指向的仍是同样的数组；"
        "标准库的 `copy` 模块有一个函数，会一直复制到最里层。`best_params` 的结构与 `params` 相同。",
    ),
    Text(
        "`patience` 2, losses 6, 4, 5, 4: `update` answers False, False, False, True. `wait` is 0, 0, 1, 2, "
        "`best_epoch` 0, 1, 1, 1, `best_loss` 6, 4, 4, 4, `epoch` 0, 1, 2, 3. `best_params` are those of the second "
        "call, whatever has happened to those arrays since.",
        "`patience` 为 2，损失依次是 6、4、5、4：`update` 回答 False、False、False、True。"
        "`wait` 是 0、0、1、2，`best_epoch` 是 0、1、1、1，`best_loss` 是 6、4、4、4，`epoch` 是 0、1、2、3。"
        "`best_params` 是第二次调用时的参数，不管那些数组后来变成什么样。",
    ),
)

FIT = (
    Text(
        "Your `EarlyStopping` decides; this function only drives. Each epoch: train, measure, report, and perhaps "
        "leave the loop.",
        "作决定的是你的 `EarlyStopping`，这个函数只管推进。每一轮：训练，测量，报告，也许就此离开循环。",
    ),
    Text(
        "From parameters θ: θ ← `step_fn`(θ), then loss = `val_loss_fn`(θ), once. What comes back at the end is not "
        "the last θ but the stored one; if nothing was stored, a copy of where you began.",
        "从参数 θ 出发：θ ← `step_fn`(θ)，再算一次损失 = `val_loss_fn`(θ)。最后返回的不是最后的 θ，而是存下的那一份；"
        "如果什么也没有存，就返回起点的副本。",
    ),
    Text(
        "The result is a dictionary with four keys. `history` is a list with one number per epoch that was run, so "
        "`stopped_epoch` is its length minus 1, and `None` if it is empty. Copy `params` deeply before the first step, "
        "for `step_fn` may write into what it gets.",
        "结果是有四个键的字典。`history` 是列表，运行过的每一轮一个数，所以 `stopped_epoch` 是它的长度减 1；"
        "列表为空时是 `None`。第一步之前先为 `params` 做一份副本，数组也要复制，因为 `step_fn` 可能写入它得到的东西。",
    ),
    Text(
        "One weight that starts at 10, a step that adds 1, losses 0.9, 0.7, 0.8, 0.75, 0.1, `patience` 2, ten epochs "
        "allowed: the weight is 11, 12, 13, 14, then training stops. History [0.9, 0.7, 0.8, 0.75], best epoch 1, "
        "stopped epoch 3, the weight that comes back is 12, and the caller's weight still is 10.",
        "一个权重从 10 开始，每一步加 1，损失依次是 0.9、0.7、0.8、0.75、0.1，`patience` 为 2，最多十轮："
        "权重变为 11、12、13、14，然后训练停止。历史是 [0.9, 0.7, 0.8, 0.75]，最好的是第 1 轮，停在第 3 轮，"
        "返回的权重是 12，而调用者的权重仍是 10。",
    ),
)

SELECT = (
    Text(
        "Three losses for each model, but only one of the three sets is there to choose. Which one is neither "
        "used for training nor needed for the final report?",
        "每个模型有三个损失，但三个集合里只有一个是用来作选择的。哪一个既没有用来训练，也不用于最后的报告？",
    ),
    Text(
        "The chosen model is the one with the smallest `val_loss`; of equal ones, the earlier. A model whose "
        "`val_loss` is nan does not take part.",
        "选中的是 `val_loss` 最小的模型；相等时取靠前的。`val_loss` 为 nan 的模型不算在内。",
    ),
    Text(
        "`results` is a list of dictionaries, and the result is a string, the value of one of the `name` keys. Leave "
        "out nan first; if nobody is left, that is the `ValueError`.",
        "`results` 是由字典组成的列表，结果是字符串，即某个 `name` 键的值。先排除 nan；"
        "如果一个也不剩，就抛出 `ValueError`。",
    ),
    Text(
        "Validation losses 0.8 (plain), nan (broken), 0.6 (dropout), 0.6 (both): the result is dropout, even if "
        "plain has the smallest test loss.",
        "验证损失：plain 0.8，broken 是 nan，dropout 0.6，both 0.6。结果是 dropout，即使测试损失最小的是 plain。",
    ),
)
