using System.Numerics;
using Plane = System.Numerics.Plane;
using Tain;

namespace RigGame;

/// <summary>A Command, a ClientRpc and a TargetRpc for each type that can be a parameter.</summary>
public partial class CallTypes : NetworkBehaviour
{
    /// <summary>The argument that came last.</summary>
    public object? Last { get; private set; }

    [Command] public void CmdByte(byte value) => Got(value);

    [ClientRpc] public void RpcByte(byte value) => Got(value);

    [TargetRpc] public void TargetByte(NetworkConnectionToClient target, byte value) => Got(value);

    [Command] public void CmdSByte(sbyte value) => Got(value);

    [ClientRpc] public void RpcSByte(sbyte value) => Got(value);

    [TargetRpc] public void TargetSByte(NetworkConnectionToClient target, sbyte value) => Got(value);

    [Command] public void CmdBool(bool value) => Got(value);

    [ClientRpc] public void RpcBool(bool value) => Got(value);

    [TargetRpc] public void TargetBool(NetworkConnectionToClient target, bool value) => Got(value);

    [Command] public void CmdChar(char value) => Got(value);

    [ClientRpc] public void RpcChar(char value) => Got(value);

    [TargetRpc] public void TargetChar(NetworkConnectionToClient target, char value) => Got(value);

    [Command] public void CmdShort(short value) => Got(value);

    [ClientRpc] public void RpcShort(short value) => Got(value);

    [TargetRpc] public void TargetShort(NetworkConnectionToClient target, short value) => Got(value);

    [Command] public void CmdUShort(ushort value) => Got(value);

    [ClientRpc] public void RpcUShort(ushort value) => Got(value);

    [TargetRpc] public void TargetUShort(NetworkConnectionToClient target, ushort value) => Got(value);

    [Command] public void CmdInt(int value) => Got(value);

    [ClientRpc] public void RpcInt(int value) => Got(value);

    [TargetRpc] public void TargetInt(NetworkConnectionToClient target, int value) => Got(value);

    [Command] public void CmdUInt(uint value) => Got(value);

    [ClientRpc] public void RpcUInt(uint value) => Got(value);

    [TargetRpc] public void TargetUInt(NetworkConnectionToClient target, uint value) => Got(value);

    [Command] public void CmdLong(long value) => Got(value);

    [ClientRpc] public void RpcLong(long value) => Got(value);

    [TargetRpc] public void TargetLong(NetworkConnectionToClient target, long value) => Got(value);

    [Command] public void CmdULong(ulong value) => Got(value);

    [ClientRpc] public void RpcULong(ulong value) => Got(value);

    [TargetRpc] public void TargetULong(NetworkConnectionToClient target, ulong value) => Got(value);

    [Command] public void CmdFloat(float value) => Got(value);

    [ClientRpc] public void RpcFloat(float value) => Got(value);

    [TargetRpc] public void TargetFloat(NetworkConnectionToClient target, float value) => Got(value);

    [Command] public void CmdDouble(double value) => Got(value);

    [ClientRpc] public void RpcDouble(double value) => Got(value);

    [TargetRpc] public void TargetDouble(NetworkConnectionToClient target, double value) => Got(value);

    [Command] public void CmdDecimal(decimal value) => Got(value);

    [ClientRpc] public void RpcDecimal(decimal value) => Got(value);

    [TargetRpc] public void TargetDecimal(NetworkConnectionToClient target, decimal value) => Got(value);

    [Command] public void CmdString(string? value) => Got(value);

    [ClientRpc] public void RpcString(string? value) => Got(value);

    [TargetRpc] public void TargetString(NetworkConnectionToClient target, string? value) => Got(value);

    [Command] public void CmdBytes(byte[]? value) => Got(value);

    [ClientRpc] public void RpcBytes(byte[]? value) => Got(value);

    [TargetRpc] public void TargetBytes(NetworkConnectionToClient target, byte[]? value) => Got(value);

    [Command] public void CmdSegment(ArraySegment<byte> value) => Got(value);

    [ClientRpc] public void RpcSegment(ArraySegment<byte> value) => Got(value);

    [TargetRpc] public void TargetSegment(NetworkConnectionToClient target, ArraySegment<byte> value) => Got(value);

    [Command] public void CmdVector2(Vector2 value) => Got(value);

    [ClientRpc] public void RpcVector2(Vector2 value) => Got(value);

    [TargetRpc] public void TargetVector2(NetworkConnectionToClient target, Vector2 value) => Got(value);

    [Command] public void CmdVector3(Vector3 value) => Got(value);

    [ClientRpc] public void RpcVector3(Vector3 value) => Got(value);

    [TargetRpc] public void TargetVector3(NetworkConnectionToClient target, Vector3 value) => Got(value);

    [Command] public void CmdVector4(Vector4 value) => Got(value);

    [ClientRpc] public void RpcVector4(Vector4 value) => Got(value);

    [TargetRpc] public void TargetVector4(NetworkConnectionToClient target, Vector4 value) => Got(value);

    [Command] public void CmdVector2Int(Vector2Int value) => Got(value);

    [ClientRpc] public void RpcVector2Int(Vector2Int value) => Got(value);

    [TargetRpc] public void TargetVector2Int(NetworkConnectionToClient target, Vector2Int value) => Got(value);

    [Command] public void CmdVector3Int(Vector3Int value) => Got(value);

    [ClientRpc] public void RpcVector3Int(Vector3Int value) => Got(value);

    [TargetRpc] public void TargetVector3Int(NetworkConnectionToClient target, Vector3Int value) => Got(value);

    [Command] public void CmdQuaternion(Quaternion value) => Got(value);

    [ClientRpc] public void RpcQuaternion(Quaternion value) => Got(value);

    [TargetRpc] public void TargetQuaternion(NetworkConnectionToClient target, Quaternion value) => Got(value);

    [Command] public void CmdColor(Color value) => Got(value);

    [ClientRpc] public void RpcColor(Color value) => Got(value);

    [TargetRpc] public void TargetColor(NetworkConnectionToClient target, Color value) => Got(value);

    [Command] public void CmdColor32(Color32 value) => Got(value);

    [ClientRpc] public void RpcColor32(Color32 value) => Got(value);

    [TargetRpc] public void TargetColor32(NetworkConnectionToClient target, Color32 value) => Got(value);

    [Command] public void CmdRect(Rect value) => Got(value);

    [ClientRpc] public void RpcRect(Rect value) => Got(value);

    [TargetRpc] public void TargetRect(NetworkConnectionToClient target, Rect value) => Got(value);

    [Command] public void CmdPlane(Plane value) => Got(value);

    [ClientRpc] public void RpcPlane(Plane value) => Got(value);

    [TargetRpc] public void TargetPlane(NetworkConnectionToClient target, Plane value) => Got(value);

    [Command] public void CmdRay(Ray value) => Got(value);

    [ClientRpc] public void RpcRay(Ray value) => Got(value);

    [TargetRpc] public void TargetRay(NetworkConnectionToClient target, Ray value) => Got(value);

    [Command] public void CmdLayerMask(LayerMask value) => Got(value);

    [ClientRpc] public void RpcLayerMask(LayerMask value) => Got(value);

    [TargetRpc] public void TargetLayerMask(NetworkConnectionToClient target, LayerMask value) => Got(value);

    [Command] public void CmdMatrix(Matrix4x4 value) => Got(value);

    [ClientRpc] public void RpcMatrix(Matrix4x4 value) => Got(value);

    [TargetRpc] public void TargetMatrix(NetworkConnectionToClient target, Matrix4x4 value) => Got(value);

    [Command] public void CmdGuid(Guid value) => Got(value);

    [ClientRpc] public void RpcGuid(Guid value) => Got(value);

    [TargetRpc] public void TargetGuid(NetworkConnectionToClient target, Guid value) => Got(value);

    [Command] public void CmdUri(Uri? value) => Got(value);

    [ClientRpc] public void RpcUri(Uri? value) => Got(value);

    [TargetRpc] public void TargetUri(NetworkConnectionToClient target, Uri? value) => Got(value);

    [Command] public void CmdDateTime(DateTime value) => Got(value);

    [ClientRpc] public void RpcDateTime(DateTime value) => Got(value);

    [TargetRpc] public void TargetDateTime(NetworkConnectionToClient target, DateTime value) => Got(value);

    [Command] public void CmdIdentity(NetworkIdentity? value) => Got(value);

    [ClientRpc] public void RpcIdentity(NetworkIdentity? value) => Got(value);

    [TargetRpc] public void TargetIdentity(NetworkConnectionToClient target, NetworkIdentity? value) => Got(value);

    [Command] public void CmdGameObject(GameObject? value) => Got(value);

    [ClientRpc] public void RpcGameObject(GameObject? value) => Got(value);

    [TargetRpc] public void TargetGameObject(NetworkConnectionToClient target, GameObject? value) => Got(value);

    [Command] public void CmdTransform(Transform? value) => Got(value);

    [ClientRpc] public void RpcTransform(Transform? value) => Got(value);

    [TargetRpc] public void TargetTransform(NetworkConnectionToClient target, Transform? value) => Got(value);

    [Command] public void CmdBehaviour(NetworkBehaviour? value) => Got(value);

    [ClientRpc] public void RpcBehaviour(NetworkBehaviour? value) => Got(value);

    [TargetRpc] public void TargetBehaviour(NetworkConnectionToClient target, NetworkBehaviour? value) => Got(value);

    [Command] public void CmdDerived(SyncSimple? value) => Got(value);

    [ClientRpc] public void RpcDerived(SyncSimple? value) => Got(value);

    [TargetRpc] public void TargetDerived(NetworkConnectionToClient target, SyncSimple? value) => Got(value);

    [Command] public void CmdTexture(Texture2D? value) => Got(value);

    [ClientRpc] public void RpcTexture(Texture2D? value) => Got(value);

    [TargetRpc] public void TargetTexture(NetworkConnectionToClient target, Texture2D? value) => Got(value);

    [Command] public void CmdSprite(Sprite? value) => Got(value);

    [ClientRpc] public void RpcSprite(Sprite? value) => Got(value);

    [TargetRpc] public void TargetSprite(NetworkConnectionToClient target, Sprite? value) => Got(value);

    [Command] public void CmdEnumByte(ByteEnum value) => Got(value);

    [ClientRpc] public void RpcEnumByte(ByteEnum value) => Got(value);

    [TargetRpc] public void TargetEnumByte(NetworkConnectionToClient target, ByteEnum value) => Got(value);

    [Command] public void CmdEnumInt(IntEnum value) => Got(value);

    [ClientRpc] public void RpcEnumInt(IntEnum value) => Got(value);

    [TargetRpc] public void TargetEnumInt(NetworkConnectionToClient target, IntEnum value) => Got(value);

    [Command] public void CmdEnumLong(LongEnum value) => Got(value);

    [ClientRpc] public void RpcEnumLong(LongEnum value) => Got(value);

    [TargetRpc] public void TargetEnumLong(NetworkConnectionToClient target, LongEnum value) => Got(value);

    [Command] public void CmdStruct(SmallStruct value) => Got(value);

    [ClientRpc] public void RpcStruct(SmallStruct value) => Got(value);

    [TargetRpc] public void TargetStruct(NetworkConnectionToClient target, SmallStruct value) => Got(value);

    [Command] public void CmdNested(NestedStruct value) => Got(value);

    [ClientRpc] public void RpcNested(NestedStruct value) => Got(value);

    [TargetRpc] public void TargetNested(NetworkConnectionToClient target, NestedStruct value) => Got(value);

    [Command] public void CmdEmpty(EmptyStruct value) => Got(value);

    [ClientRpc] public void RpcEmpty(EmptyStruct value) => Got(value);

    [TargetRpc] public void TargetEmpty(NetworkConnectionToClient target, EmptyStruct value) => Got(value);

    [Command] public void CmdClass(SmallClass? value) => Got(value);

    [ClientRpc] public void RpcClass(SmallClass? value) => Got(value);

    [TargetRpc] public void TargetClass(NetworkConnectionToClient target, SmallClass? value) => Got(value);

    [Command] public void CmdDerivedClass(DerivedClass? value) => Got(value);

    [ClientRpc] public void RpcDerivedClass(DerivedClass? value) => Got(value);

    [TargetRpc] public void TargetDerivedClass(NetworkConnectionToClient target, DerivedClass? value) => Got(value);

    [Command] public void CmdInts(int[]? value) => Got(value);

    [ClientRpc] public void RpcInts(int[]? value) => Got(value);

    [TargetRpc] public void TargetInts(NetworkConnectionToClient target, int[]? value) => Got(value);

    [Command] public void CmdStrings(string[]? value) => Got(value);

    [ClientRpc] public void RpcStrings(string[]? value) => Got(value);

    [TargetRpc] public void TargetStrings(NetworkConnectionToClient target, string[]? value) => Got(value);

    [Command] public void CmdStructs(SmallStruct[]? value) => Got(value);

    [ClientRpc] public void RpcStructs(SmallStruct[]? value) => Got(value);

    [TargetRpc] public void TargetStructs(NetworkConnectionToClient target, SmallStruct[]? value) => Got(value);

    [Command] public void CmdListInt(List<int>? value) => Got(value);

    [ClientRpc] public void RpcListInt(List<int>? value) => Got(value);

    [TargetRpc] public void TargetListInt(NetworkConnectionToClient target, List<int>? value) => Got(value);

    [Command] public void CmdListStruct(List<SmallStruct>? value) => Got(value);

    [ClientRpc] public void RpcListStruct(List<SmallStruct>? value) => Got(value);

    [TargetRpc] public void TargetListStruct(NetworkConnectionToClient target, List<SmallStruct>? value) => Got(value);

    [Command] public void CmdHashSet(HashSet<string>? value) => Got(value);

    [ClientRpc] public void RpcHashSet(HashSet<string>? value) => Got(value);

    [TargetRpc] public void TargetHashSet(NetworkConnectionToClient target, HashSet<string>? value) => Got(value);

    [Command] public void CmdSegmentInt(ArraySegment<int> value) => Got(value);

    [ClientRpc] public void RpcSegmentInt(ArraySegment<int> value) => Got(value);

    [TargetRpc] public void TargetSegmentInt(NetworkConnectionToClient target, ArraySegment<int> value) => Got(value);

    private void Got(object? value) => Last = value;
}
