using System.Numerics;
using Plane = System.Numerics.Plane;
using Tain;

namespace RigGame;

// The nullable ones.
public partial class CallTypes
{
    [Command] public void CmdNullableByte(byte? value) => Got(value);

    [ClientRpc] public void RpcNullableByte(byte? value) => Got(value);

    [TargetRpc] public void TargetNullableByte(NetworkConnectionToClient target, byte? value) => Got(value);

    [Command] public void CmdNullableSbyte(sbyte? value) => Got(value);

    [ClientRpc] public void RpcNullableSbyte(sbyte? value) => Got(value);

    [TargetRpc] public void TargetNullableSbyte(NetworkConnectionToClient target, sbyte? value) => Got(value);

    [Command] public void CmdNullableChar(char? value) => Got(value);

    [ClientRpc] public void RpcNullableChar(char? value) => Got(value);

    [TargetRpc] public void TargetNullableChar(NetworkConnectionToClient target, char? value) => Got(value);

    [Command] public void CmdNullableBool(bool? value) => Got(value);

    [ClientRpc] public void RpcNullableBool(bool? value) => Got(value);

    [TargetRpc] public void TargetNullableBool(NetworkConnectionToClient target, bool? value) => Got(value);

    [Command] public void CmdNullableShort(short? value) => Got(value);

    [ClientRpc] public void RpcNullableShort(short? value) => Got(value);

    [TargetRpc] public void TargetNullableShort(NetworkConnectionToClient target, short? value) => Got(value);

    [Command] public void CmdNullableUshort(ushort? value) => Got(value);

    [ClientRpc] public void RpcNullableUshort(ushort? value) => Got(value);

    [TargetRpc] public void TargetNullableUshort(NetworkConnectionToClient target, ushort? value) => Got(value);

    [Command] public void CmdNullableInt(int? value) => Got(value);

    [ClientRpc] public void RpcNullableInt(int? value) => Got(value);

    [TargetRpc] public void TargetNullableInt(NetworkConnectionToClient target, int? value) => Got(value);

    [Command] public void CmdNullableUint(uint? value) => Got(value);

    [ClientRpc] public void RpcNullableUint(uint? value) => Got(value);

    [TargetRpc] public void TargetNullableUint(NetworkConnectionToClient target, uint? value) => Got(value);

    [Command] public void CmdNullableLong(long? value) => Got(value);

    [ClientRpc] public void RpcNullableLong(long? value) => Got(value);

    [TargetRpc] public void TargetNullableLong(NetworkConnectionToClient target, long? value) => Got(value);

    [Command] public void CmdNullableUlong(ulong? value) => Got(value);

    [ClientRpc] public void RpcNullableUlong(ulong? value) => Got(value);

    [TargetRpc] public void TargetNullableUlong(NetworkConnectionToClient target, ulong? value) => Got(value);

    [Command] public void CmdNullableFloat(float? value) => Got(value);

    [ClientRpc] public void RpcNullableFloat(float? value) => Got(value);

    [TargetRpc] public void TargetNullableFloat(NetworkConnectionToClient target, float? value) => Got(value);

    [Command] public void CmdNullableDouble(double? value) => Got(value);

    [ClientRpc] public void RpcNullableDouble(double? value) => Got(value);

    [TargetRpc] public void TargetNullableDouble(NetworkConnectionToClient target, double? value) => Got(value);

    [Command] public void CmdNullableDecimal(decimal? value) => Got(value);

    [ClientRpc] public void RpcNullableDecimal(decimal? value) => Got(value);

    [TargetRpc] public void TargetNullableDecimal(NetworkConnectionToClient target, decimal? value) => Got(value);

    [Command] public void CmdNullableVector2(Vector2? value) => Got(value);

    [ClientRpc] public void RpcNullableVector2(Vector2? value) => Got(value);

    [TargetRpc] public void TargetNullableVector2(NetworkConnectionToClient target, Vector2? value) => Got(value);

    [Command] public void CmdNullableVector3(Vector3? value) => Got(value);

    [ClientRpc] public void RpcNullableVector3(Vector3? value) => Got(value);

    [TargetRpc] public void TargetNullableVector3(NetworkConnectionToClient target, Vector3? value) => Got(value);

    [Command] public void CmdNullableVector4(Vector4? value) => Got(value);

    [ClientRpc] public void RpcNullableVector4(Vector4? value) => Got(value);

    [TargetRpc] public void TargetNullableVector4(NetworkConnectionToClient target, Vector4? value) => Got(value);

    [Command] public void CmdNullableVector2Int(Vector2Int? value) => Got(value);

    [ClientRpc] public void RpcNullableVector2Int(Vector2Int? value) => Got(value);

    [TargetRpc] public void TargetNullableVector2Int(NetworkConnectionToClient target, Vector2Int? value) => Got(value);

    [Command] public void CmdNullableVector3Int(Vector3Int? value) => Got(value);

    [ClientRpc] public void RpcNullableVector3Int(Vector3Int? value) => Got(value);

    [TargetRpc] public void TargetNullableVector3Int(NetworkConnectionToClient target, Vector3Int? value) => Got(value);

    [Command] public void CmdNullableColor(Color? value) => Got(value);

    [ClientRpc] public void RpcNullableColor(Color? value) => Got(value);

    [TargetRpc] public void TargetNullableColor(NetworkConnectionToClient target, Color? value) => Got(value);

    [Command] public void CmdNullableColor32(Color32? value) => Got(value);

    [ClientRpc] public void RpcNullableColor32(Color32? value) => Got(value);

    [TargetRpc] public void TargetNullableColor32(NetworkConnectionToClient target, Color32? value) => Got(value);

    [Command] public void CmdNullableQuaternion(Quaternion? value) => Got(value);

    [ClientRpc] public void RpcNullableQuaternion(Quaternion? value) => Got(value);

    [TargetRpc] public void TargetNullableQuaternion(NetworkConnectionToClient target, Quaternion? value) => Got(value);

    [Command] public void CmdNullableRect(Rect? value) => Got(value);

    [ClientRpc] public void RpcNullableRect(Rect? value) => Got(value);

    [TargetRpc] public void TargetNullableRect(NetworkConnectionToClient target, Rect? value) => Got(value);

    [Command] public void CmdNullablePlane(Plane? value) => Got(value);

    [ClientRpc] public void RpcNullablePlane(Plane? value) => Got(value);

    [TargetRpc] public void TargetNullablePlane(NetworkConnectionToClient target, Plane? value) => Got(value);

    [Command] public void CmdNullableRay(Ray? value) => Got(value);

    [ClientRpc] public void RpcNullableRay(Ray? value) => Got(value);

    [TargetRpc] public void TargetNullableRay(NetworkConnectionToClient target, Ray? value) => Got(value);

    [Command] public void CmdNullableLayerMask(LayerMask? value) => Got(value);

    [ClientRpc] public void RpcNullableLayerMask(LayerMask? value) => Got(value);

    [TargetRpc] public void TargetNullableLayerMask(NetworkConnectionToClient target, LayerMask? value) => Got(value);

    [Command] public void CmdNullableMatrix4x4(Matrix4x4? value) => Got(value);

    [ClientRpc] public void RpcNullableMatrix4x4(Matrix4x4? value) => Got(value);

    [TargetRpc] public void TargetNullableMatrix4x4(NetworkConnectionToClient target, Matrix4x4? value) => Got(value);

    [Command] public void CmdNullableGuid(Guid? value) => Got(value);

    [ClientRpc] public void RpcNullableGuid(Guid? value) => Got(value);

    [TargetRpc] public void TargetNullableGuid(NetworkConnectionToClient target, Guid? value) => Got(value);

    [Command] public void CmdNullableDateTime(DateTime? value) => Got(value);

    [ClientRpc] public void RpcNullableDateTime(DateTime? value) => Got(value);

    [TargetRpc] public void TargetNullableDateTime(NetworkConnectionToClient target, DateTime? value) => Got(value);
}
