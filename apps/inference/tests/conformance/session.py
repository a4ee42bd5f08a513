"""A session of NVIDIA Triton's own Python clients against a server at sys.argv: `session.py <http> <grpc>`.

Prints one line per check; the first that fails ends it with a traceback.
"""

import asyncio
import queue
import sys

import numpy as np
import tritonclient.grpc as triton_grpc
import tritonclient.grpc.aio as triton_grpc_aio
import tritonclient.http as triton_http
import tritonclient.http.aio as triton_http_aio
from tritonclient.utils import InferenceServerException

http_address, grpc_address = sys.argv[1:3]
FIRST = np.arange(8, dtype=np.int32).reshape(2, 4)
SECOND = np.full((2, 4), 3, dtype=np.int32)


def check(what):
    print(f"ok {what}", flush=True)


def refused(work, *words):
    try:
        work()
    except InferenceServerException as error:
        text = str(error)
        for word in words:
            assert word in text, f"'{word}' is missing in: {text}"
        return error
    raise AssertionError(f"nothing was refused: {words}")


def inputs_of(module, binary=None, first=FIRST, second=SECOND):
    inputs = [
        module.InferInput("INPUT0", list(first.shape), "INT32"),
        module.InferInput("INPUT1", list(second.shape), "INT32"),
    ]
    for tensor, values in zip(inputs, (first, second)):
        if binary is None:
            tensor.set_data_from_numpy(values)
        else:
            tensor.set_data_from_numpy(values, binary_data=binary)
    return inputs


def added(result):
    np.testing.assert_array_equal(result.as_numpy("OUTPUT0"), FIRST + SECOND)


def both(result):
    added(result)
    np.testing.assert_array_equal(result.as_numpy("OUTPUT1"), FIRST - SECOND)


def common(module, client, kind):
    assert client.is_server_live() and client.is_server_ready()
    assert client.is_model_ready("simple") and client.is_model_ready("simple", "1")
    assert not client.is_model_ready("nothing")
    check(f"{kind} health")
    both(client.infer("simple", inputs_of(module), request_id="seven"))
    added(client.infer("simple", inputs_of(module), model_version="1", outputs=[module.InferRequestedOutput("OUTPUT0")]))
    check(f"{kind} infer")
    for data_type, values in (
        ("FP32", np.array([[1.5, -2.25]], dtype=np.float32)),
        ("FP16", np.array([[1.5, -2.25]], dtype=np.float16)),
        ("INT64", np.array([[2**62, -1]], dtype=np.int64)),
        ("BOOL", np.array([[True, False]])),
        ("BYTES", np.array([["one", "zwei"], ["três", "四"]], dtype=np.object_)),
    ):
        tensor = module.InferInput("INPUT", list(values.shape), data_type)
        tensor.set_data_from_numpy(values)
        result = client.infer(f"same-{data_type.lower()}", [tensor]).as_numpy("OUTPUT")
        if data_type == "BYTES":
            result = np.vectorize(lambda text: text.decode() if isinstance(text, bytes) else text)(result)
        np.testing.assert_array_equal(result, values)
    check(f"{kind} types")
    refused(lambda: client.infer("nothing", inputs_of(module)), "unknown model", "'nothing' is not found")
    refused(lambda: client.infer("simple", inputs_of(module), model_version="9"), "version 9 is not found")
    refused(lambda: client.infer("simple", inputs_of(module)[:1]), "expected 2 inputs but got 1", "INPUT1")
    wide = np.zeros((2, 5), dtype=np.int32)
    refused(lambda: client.infer("simple", inputs_of(module, None, wide, wide)), "unexpected shape", "[-1,4]", "[2,5]")
    many = np.zeros((9, 4), dtype=np.int32)
    refused(lambda: client.infer("simple", inputs_of(module, None, many, many)), "batch-size must be <= 8")
    wrong = [module.InferInput(name, [2, 4], "FP32") for name in ("INPUT0", "INPUT1")]
    for tensor in wrong:
        tensor.set_data_from_numpy(np.zeros((2, 4), dtype=np.float32))
    refused(lambda: client.infer("simple", wrong), "data-type is 'FP32'", "expects 'INT32'")
    refused(
        lambda: client.infer("simple", inputs_of(module), outputs=[module.InferRequestedOutput("OUTPUT7")]),
        "unexpected inference output 'OUTPUT7'",
    )
    check(f"{kind} errors")
    client.unload_model("simple")
    assert not client.is_model_ready("simple")
    refused(lambda: client.infer("simple", inputs_of(module)), "unknown model")
    client.load_model("simple")
    both(client.infer("simple", inputs_of(module)))
    client.load_model("simple", config='{"max_batch_size": 2, "dynamic_batching": {}}')
    refused(lambda: client.infer("simple", inputs_of(module, None, many, many)), "batch-size must be <= 2")
    refused(lambda: client.load_model("simple", config='{"max_batch_size": -1}'), "max_batch_size")
    refused(lambda: client.load_model("nothing"), "failed to load 'nothing'")
    both(client.infer("simple", inputs_of(module)))
    client.load_model("simple")
    check(f"{kind} repository")


def over_http():
    client = triton_http.InferenceServerClient(http_address, concurrency=4)
    common(triton_http, client, "http")
    assert "binary_tensor_data" in client.get_server_metadata()["extensions"]
    metadata = client.get_model_metadata("simple")
    assert metadata["inputs"][0] == {"name": "INPUT0", "datatype": "INT32", "shape": [-1, 4]}
    config = client.get_model_config("simple")
    assert config["max_batch_size"] == 8 and config["input"][0]["data_type"] == "TYPE_INT32"
    check("http metadata")
    as_json = [triton_http.InferRequestedOutput(f"OUTPUT{index}", binary_data=False) for index in range(2)]
    both(client.infer("simple", inputs_of(triton_http, False), outputs=as_json))
    both(client.infer("simple", inputs_of(triton_http, True), outputs=as_json))
    both(client.infer("simple", inputs_of(triton_http, False)))
    both(client.infer("simple", inputs_of(triton_http), request_compression_algorithm="gzip"))
    both(client.infer("simple", inputs_of(triton_http), request_compression_algorithm="deflate"))
    both(client.infer("simple", inputs_of(triton_http), priority=1, timeout=1_000_000))
    assert client.infer("simple", inputs_of(triton_http), request_id="a/1").get_response()["id"] == "a/1"
    check("http json and binary")
    for asked in [client.async_infer("simple", inputs_of(triton_http)) for _ in range(16)]:
        both(asked.get_result())
    check("http async")
    refused(lambda: client.get_model_metadata("nothing"), "404", "'nothing' is not found")
    names = {model["name"] for model in client.get_model_repository_index()}
    assert {"simple", "same-bytes"} <= names
    statistics = client.get_inference_statistics("simple")["model_stats"][0]
    assert statistics["inference_stats"]["success"]["count"] > 16 and statistics["execution_count"] > 0
    check("http index and statistics")
    client.close()


def over_grpc():
    client = triton_grpc.InferenceServerClient(grpc_address)
    common(triton_grpc, client, "grpc")
    assert "statistics" in client.get_server_metadata().extensions
    metadata = client.get_model_metadata("simple", as_json=True)
    assert metadata["inputs"][0]["shape"] == ["-1", "4"]
    config = client.get_model_config("simple").config
    assert config.max_batch_size == 8 and config.input[0].dims == [4]
    assert config.dynamic_batching.max_queue_delay_microseconds == 200
    assert client.infer("simple", inputs_of(triton_grpc), request_id="a/1").get_response().id == "a/1"
    statistics = client.get_inference_statistics("simple").model_stats[0]
    assert statistics.inference_stats.success.count > 0 and statistics.batch_stats[0].compute_infer.ns > 0
    assert any(model.state == "READY" for model in client.get_model_repository_index().models)
    check("grpc metadata, configuration, statistics, index")
    error = refused(lambda: client.infer("nothing", inputs_of(triton_grpc)))
    assert error.status() == "StatusCode.NOT_FOUND", error.status()
    error = refused(lambda: client.infer("simple", inputs_of(triton_grpc)[:1]))
    assert error.status() == "StatusCode.INVALID_ARGUMENT", error.status()
    check("grpc statuses")

    answers = queue.Queue()
    for _ in range(16):
        client.async_infer("simple", inputs_of(triton_grpc), lambda result, error: answers.put((result, error)))
    for _ in range(16):
        result, error = answers.get(timeout=20)
        assert error is None, error
        both(result)
    check("grpc async")

    client.start_stream(lambda result, error: answers.put((result, error)))
    for index in range(20):
        name = "nothing" if index == 7 else "simple"
        client.async_stream_infer(name, inputs_of(triton_grpc), request_id=str(index))
    ids = []
    for index in range(20):
        result, error = answers.get(timeout=20)
        if index == 7:
            assert error is not None and "'nothing' is not found" in str(error), (result, error)
        else:
            assert error is None, error
            both(result)
            ids.append(result.get_response().id)
    assert ids == [str(index) for index in range(20) if index != 7], ids
    client.stop_stream()
    check("grpc stream")
    client.close()


async def asynchronously():
    async with triton_http_aio.InferenceServerClient(http_address) as client:
        both(await client.infer("simple", inputs_of(triton_http_aio)))
    async with triton_grpc_aio.InferenceServerClient(grpc_address) as client:
        results = await asyncio.gather(*(client.infer("simple", inputs_of(triton_grpc_aio)) for _ in range(8)))
        for result in results:
            both(result)

        async def requests():
            for index in range(5):
                yield {"model_name": "simple", "inputs": inputs_of(triton_grpc_aio), "request_id": str(index)}

        count = 0
        async for result, error in client.stream_infer(requests()):
            assert error is None, error
            both(result)
            count += 1
        assert count == 5
    check("asyncio over both")


over_http()
over_grpc()
asyncio.run(asynchronously())
check("all")
