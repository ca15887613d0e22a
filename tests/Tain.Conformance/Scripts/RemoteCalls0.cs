using System.Numerics;
using Tain;
using Plane = System.Numerics.Plane;

namespace RigGame;

public class RemoteCalls0 : NetworkBehaviour
{
    [Command]
    public void CmdNone()
    {
    }

    [Command]
    public void CmdInt(int value)
    {
    }

    [Command]
    public void CmdAll(
        bool a, byte b, sbyte c, short d, ushort e, int f, uint g, long h, ulong i, float j, double k, decimal l, char m, string n)
    {
    }

    [Command]
    public void CmdVectors(
        Vector2 a, Vector3 b, Vector4 c, Quaternion d, Color e, Color32 f, Rect g, Ray h, Plane i, Matrix4x4 j, Vector2Int k, Vector3Int l)
    {
    }

    [Command]
    public void CmdOverload(int a, int b)
    {
    }

    [Command]
    public void CmdArrays(int[] a, string[] b, byte[] c, SmallStruct[] d)
    {
    }

    [Command]
    public void CmdLists(List<int> a, List<SmallStruct> b, HashSet<string> c, ArraySegment<byte> d, List<List<int>> e)
    {
    }

    [Command]
    public void CmdNullable(int? a, Vector3? b, Guid? c)
    {
    }

    [Command]
    public void CmdTypes(SmallStruct a, SmallClass b, ByteEnum c, Guid d, DateTime e, Uri f)
    {
    }

    [Command]
    public void CmdObjects(GameObject a, NetworkIdentity b, NetworkBehaviour c, Transform d, RemoteCalls0 e)
    {
    }

    [Command(requiresAuthority = false)]
    public void CmdNoAuthority(int value)
    {
    }

    [Command(requiresAuthority = false)]
    public void CmdSender(int value, NetworkConnectionToClient? sender = null)
    {
    }

    [ClientRpc]
    public void RpcNone()
    {
    }

    [ClientRpc]
    public void RpcTwo(string? text, int number)
    {
    }

    [ClientRpc(includeOwner = false)]
    public void RpcNotOwner(int value)
    {
    }

    [ClientRpc(channel = Channels.Unreliable)]
    public void RpcUnreliable(Vector3 position)
    {
    }

    [TargetRpc]
    public void TargetNone()
    {
    }

    [TargetRpc]
    public void TargetOwner(int value)
    {
    }

    [TargetRpc]
    public void TargetConn(NetworkConnectionToClient target, int value)
    {
    }

    [TargetRpc]
    public void TargetOldConn(NetworkConnection target, string text)
    {
    }

    [TargetRpc(channel = Channels.Unreliable)]
    public void TargetUnreliable(int value)
    {
    }

    public class NestedBehaviour : NetworkBehaviour
    {
        [Command]
        public void CmdInNested(int value)
        {
        }

        [ClientRpc]
        public void RpcInNested()
        {
        }
    }
}

public class RemoteCallsDerived : RemoteCalls0
{
    [Command]
    public void CmdDerived(int value)
    {
    }
}
