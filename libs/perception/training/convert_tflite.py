"""Converts MediaPipe's TFLite models (Apache-2.0) to the small ONNX files of libs/perception/models.

Reads the wheel of PyPI's mediapipe 0.10.14, writes half-precision weights that ONNX Runtime widens once when it loads
a model. Activations are NCHW inside; inputs are NCHW too, outputs keep TFLite's own layout.

    pip install numpy==2.4.6 onnx==1.17.0 tflite==2.18.0
    pip download mediapipe==0.10.14 --no-deps
    python convert_tflite.py mediapipe-0.10.14-cp311-*.whl ../models
"""

import hashlib
import sys
import zipfile
from pathlib import Path

import numpy as np
import onnx
import tflite
from onnx import TensorProto, helper, numpy_helper

OPERATORS = {v: k for k, v in vars(tflite.BuiltinOperator).items() if isinstance(v, int)}
DTYPES = {0: np.float32, 1: np.float16, 2: np.int32, 4: np.int64}

# Most of its weights are zeros in the source; as bytes with one step per output channel the dense form stays small.
BYTES = {"pose-detection"}

# Name here: (path in the wheel, outputs kept: our name → TFLite's name)
MODELS = {
    "person-selfie": ("selfie_segmentation/selfie_segmentation.tflite", {"mask": "activation_10"}),
    "face-near": ("face_detection/face_detection_short_range.tflite", {"boxes": "regressors", "scores": "classificators"}),
    "face-far": ("face_detection/face_detection_full_range_sparse.tflite", {"boxes": "Identity", "scores": "Identity_1"}),
    "face-mesh": ("face_landmark/face_landmark.tflite", {"points": "conv2d_21", "presence": "conv2d_31"}),
    "eye": ("iris_landmark/iris_landmark.tflite", {"contour": "output_eyes_contours_and_brows", "iris": "output_iris"}),
    "pose-detection": ("pose_detection/pose_detection.tflite", {"boxes": "Identity", "scores": "Identity_1"}),
    "pose": ("pose_landmark/pose_landmark_full.tflite", {"points": "Identity", "presence": "Identity_1", "mask": "Identity_2"}),
}


def options(op, kind):
    o = kind()
    o.Init(op.BuiltinOptions().Bytes, op.BuiltinOptions().Pos)
    return o


def densify(tensor, values):
    """Unpacks TFLite's sparse tensor (dimension metadata of dense or CSR kind, optionally blocked)."""
    sparsity = tensor.Sparsity()
    shape = [int(v) for v in tensor.ShapeAsNumpy()]
    rank = len(shape)
    order = [int(v) for v in sparsity.TraversalOrderAsNumpy()]
    blocks = [int(v) for v in sparsity.BlockMapAsNumpy()] if sparsity.BlockMapLength() else []
    meta = [sparsity.DimMetadata(i) for i in range(sparsity.DimMetadataLength())]
    block_size = {b: meta[order.index(rank + i)].DenseSize() for i, b in enumerate(blocks)}
    dense = np.zeros(shape, values.dtype)

    def vector(kind, table):
        reader = {1: tflite.Int32Vector, 2: tflite.Uint16Vector, 3: tflite.Uint8Vector}[kind]()
        reader.Init(table.Bytes, table.Pos)
        return [int(v) for v in reader.ValuesAsNumpy()]

    axes = []
    for m in meta:
        if m.Format() == tflite.DimensionType.SPARSE_CSR:
            axes.append((vector(m.ArraySegmentsType(), m.ArraySegments()), vector(m.ArrayIndicesType(), m.ArrayIndices())))
        else:
            axes.append(m.DenseSize())

    def walk(level, position, index):
        if level == len(axes):
            full = [0] * rank
            for axis, at in zip(order, index):
                if axis < rank:
                    full[axis] += at * block_size.get(axis, 1)
                else:
                    full[blocks[axis - rank]] += at
            dense[tuple(full)] = values[position]
            return
        axis = axes[level]
        if isinstance(axis, tuple):
            segments, indices = axis
            for p in range(segments[position], segments[position + 1]):
                walk(level + 1, p, index + [indices[p]])
        else:
            for at in range(axis):
                walk(level + 1, position * axis + at, index + [at])

    walk(0, 0, [])
    return dense


class Converter:
    def __init__(self, data, as_bytes):
        self.bytes = as_bytes
        self.model = tflite.Model.GetRootAsModel(data, 0)
        self.graph = self.model.Subgraphs(0)
        self.nodes, self.weights = [], []
        self.constants = {}
        self.counter = 0

    def shape(self, i):
        return [int(v) for v in self.graph.Tensors(i).ShapeAsNumpy()]

    def constant(self, i):
        """Value of a constant tensor in TFLite's layout, or None for an activation."""
        if i in self.constants:
            return self.constants[i]
        t = self.graph.Tensors(i)
        buffer = self.model.Buffers(t.Buffer())
        if buffer.DataLength() == 0:
            return None
        values = np.frombuffer(buffer.DataAsNumpy().tobytes(), DTYPES[t.Type()])
        value = densify(t, values) if t.Sparsity() else values.reshape(self.shape(i))
        self.constants[i] = value
        return value

    def weight(self, value):
        """An initializer; floats are stored as halves (or bytes) and widened by a node that the runtime folds."""
        self.counter += 1
        name = f"w{self.counter}"
        value = np.ascontiguousarray(value)
        if self.bytes and value.dtype.kind == "f" and value.size > 1024:
            step = np.maximum(np.abs(value).reshape(len(value), -1).max(axis=1), 1e-12).astype(np.float32) / 127
            codes = np.rint(value / step.reshape(-1, *[1] * (value.ndim - 1))).astype(np.int8)
            self.weights += [numpy_helper.from_array(codes, name + "q"), numpy_helper.from_array(step, name + "s")]
            self.nodes.append(helper.make_node("DequantizeLinear", [name + "q", name + "s"], [name], axis=0))
        elif value.dtype.kind == "f":
            self.weights.append(numpy_helper.from_array(value.astype(np.float16), name + "h"))
            self.nodes.append(helper.make_node("Cast", [name + "h"], [name], to=TensorProto.FLOAT))
        else:
            self.weights.append(numpy_helper.from_array(value, name))
        return name

    def operand(self, i):
        value = self.constant(i)
        if value is None:
            return f"t{i}"
        if value.ndim == 4:
            return self.weight(value.transpose(0, 3, 1, 2))
        return self.weight(value.reshape(-1, 1, 1) if value.ndim else value)

    def emit(self, kind, inputs, output, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))

    def activated(self, output, activation):
        """Name to write before the fused activation, and the activation's node, added by the caller afterwards."""
        kind = {0: None, 1: "Relu", 3: "Relu6"}[activation]
        if kind is None:
            return f"t{output}", lambda: None
        before = f"t{output}_linear"
        if kind == "Relu":
            return before, lambda: self.emit("Relu", [before], f"t{output}")
        zero = np.array(0, np.float32), np.array(6, np.float32)
        return before, lambda: self.emit("Clip", [before, *map(self.weight, zero)], f"t{output}")

    def pads(self, padding, size, kernel, stride):
        if padding == tflite.Padding.VALID:
            return [0, 0, 0, 0]
        total = [max((-(-n // s) - 1) * s + k - n, 0) for n, k, s in zip(size, kernel, stride)]
        return [total[0] // 2, total[1] // 2, total[0] - total[0] // 2, total[1] - total[1] // 2]

    def convert(self, op):
        code = self.model.OperatorCodes(op.OpcodeIndex())
        name = OPERATORS[max(code.BuiltinCode(), code.DeprecatedBuiltinCode())]
        inputs = [op.Inputs(i) for i in range(op.InputsLength())]
        out = op.Outputs(0)
        if name == "CUSTOM":
            name = code.CustomCode().decode()
        if name in ("DEQUANTIZE", "DENSIFY"):
            self.constants[out] = self.constant(inputs[0]).astype(np.float32 if name == "DEQUANTIZE" else self.constant(inputs[0]).dtype)
        elif name in ("CONV_2D", "DEPTHWISE_CONV_2D"):
            depthwise = name != "CONV_2D"
            o = options(op, tflite.DepthwiseConv2DOptions if depthwise else tflite.Conv2DOptions)
            w = self.constant(inputs[1])
            stride = [o.StrideH(), o.StrideW()]
            dilation = [o.DilationHFactor(), o.DilationWFactor()]
            kernel = [(k - 1) * d + 1 for k, d in zip(w.shape[1:3], dilation)]
            before, finish = self.activated(out, o.FusedActivationFunction())
            weights = w.transpose(3, 0, 1, 2) if depthwise else w.transpose(0, 3, 1, 2)
            names = [f"t{inputs[0]}", self.weight(weights)]
            if len(inputs) > 2:
                names.append(self.weight(self.constant(inputs[2])))
            self.emit("Conv", names, before, strides=stride, dilations=dilation, group=w.shape[3] if depthwise else 1,
                      kernel_shape=list(w.shape[1:3]), pads=self.pads(o.Padding(), self.shape(inputs[0])[1:3], kernel, stride))
            finish()
        elif name == "Convolution2DTransposeBias":
            # MediaPipe's own operator: 2×2 weights, stride 2, as its custom options (padding, stride) say.
            stride = [int(v) for v in np.frombuffer(op.CustomOptionsAsNumpy().tobytes(), np.int32)[1:3]]
            w = self.constant(inputs[1])
            assert stride == [2, 2] and w.shape[1:3] == (2, 2), (stride, w.shape)
            self.emit("ConvTranspose", [f"t{inputs[0]}", self.weight(w.transpose(3, 0, 1, 2)), self.weight(self.constant(inputs[2]))],
                      f"t{out}", strides=stride, kernel_shape=[2, 2])
        elif name in ("ADD", "MUL"):
            o = options(op, tflite.AddOptions if name == "ADD" else tflite.MulOptions)
            before, finish = self.activated(out, o.FusedActivationFunction())
            self.emit(name.capitalize(), [self.operand(i) for i in inputs], before)
            finish()
        elif name == "RELU":
            self.emit("Relu", [f"t{inputs[0]}"], f"t{out}")
        elif name == "LOGISTIC":
            self.emit("Sigmoid", [f"t{inputs[0]}"], f"t{out}")
        elif name == "HARD_SWISH":
            self.emit("HardSwish", [f"t{inputs[0]}"], f"t{out}")
        elif name == "PRELU":
            self.emit("PRelu", [f"t{inputs[0]}", self.weight(self.constant(inputs[1]).reshape(-1, 1, 1))], f"t{out}")
        elif name in ("MAX_POOL_2D", "AVERAGE_POOL_2D"):
            o = options(op, tflite.Pool2DOptions)
            kernel, stride = [o.FilterHeight(), o.FilterWidth()], [o.StrideH(), o.StrideW()]
            pads = self.pads(o.Padding(), self.shape(inputs[0])[1:3], kernel, stride)
            self.emit("MaxPool" if name.startswith("MAX") else "AveragePool", [f"t{inputs[0]}"], f"t{out}",
                      kernel_shape=kernel, strides=stride, pads=pads)
        elif name == "PAD":
            p = self.constant(inputs[1]).reshape(4, 2)[[0, 3, 1, 2]]
            self.emit("Pad", [f"t{inputs[0]}", self.weight(p.T.reshape(-1).astype(np.int64))], f"t{out}")
        elif name == "RESIZE_BILINEAR":
            o = options(op, tflite.ResizeBilinearOptions)
            mode = "align_corners" if o.AlignCorners() else "half_pixel" if o.HalfPixelCenters() else "asymmetric"
            n, h, w, c = self.shape(out)
            self.emit("Resize", [f"t{inputs[0]}", "", "", self.weight(np.array([n, c, h, w], np.int64))], f"t{out}",
                      mode="linear", coordinate_transformation_mode=mode)
        elif name == "DEPTH_TO_SPACE":
            self.emit("DepthToSpace", [f"t{inputs[0]}"], f"t{out}", mode="DCR", blocksize=options(op, tflite.DepthToSpaceOptions).BlockSize())
        elif name == "RESHAPE":
            source = f"t{inputs[0]}"
            if len(self.shape(inputs[0])) == 4:
                self.emit("Transpose", [source], f"t{out}_nhwc", perm=[0, 2, 3, 1])
                source = f"t{out}_nhwc"
            self.emit("Reshape", [source, self.weight(np.array(self.shape(out), np.int64))], f"t{out}")
        elif name == "CONCATENATION":
            assert len(self.shape(out)) == 3
            self.emit("Concat", [f"t{i}" for i in inputs], f"t{out}", axis=options(op, tflite.ConcatenationOptions).Axis())
        else:
            raise SystemExit(f"operator {name} is not known here")

    def onnx(self, outputs):
        for i in range(self.graph.OperatorsLength()):
            self.convert(self.graph.Operators(i))
        source = self.graph.Inputs(0)
        n, h, w, c = self.shape(source)
        by_name = {self.graph.Tensors(i).Name().decode(): i for i in (self.graph.Outputs(k) for k in range(self.graph.OutputsLength()))}
        results = []
        for ours, theirs in outputs.items():
            i = by_name[theirs]
            shape = self.shape(i)
            if len(shape) == 4:
                shape = [shape[0], shape[3], shape[1], shape[2]]
            self.emit("Identity", [f"t{i}"], ours)
            results.append(helper.make_tensor_value_info(ours, TensorProto.FLOAT, shape))
        for node in self.nodes:
            node.input[:] = ["image" if i == f"t{source}" else i for i in node.input]
        self.nodes = needed(self.nodes, set(outputs))
        used = {i for node in self.nodes for i in node.input}
        graph = helper.make_graph(self.nodes, "model", [helper.make_tensor_value_info("image", TensorProto.FLOAT, [n, c, h, w])],
                                  results, [w for w in self.weights if w.name in used])
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8, producer_name="safelight")
        onnx.checker.check_model(model, full_check=True)
        return model


def needed(nodes, wanted):
    """The nodes that the wanted outputs depend on, in order."""
    kept = []
    for node in reversed(nodes):
        if any(o in wanted for o in node.output):
            kept.append(node)
            wanted.update(i for i in node.input if i)
    return kept[::-1]


def main():
    wheel, target = zipfile.ZipFile(sys.argv[1]), Path(sys.argv[2])
    target.mkdir(exist_ok=True)
    for name, (path, outputs) in MODELS.items():
        source = wheel.read(f"mediapipe/modules/{path}")
        data = Converter(source, name in BYTES).onnx(outputs).SerializeToString(deterministic=True)
        (target / f"{name}.onnx").write_bytes(data)
        print(f"{name}\t{len(data)}\tsource {hashlib.sha256(source).hexdigest()}\tonnx {hashlib.sha256(data).hexdigest()}")


main()
