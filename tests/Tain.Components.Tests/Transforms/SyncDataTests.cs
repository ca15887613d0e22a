using System.Numerics;
using System.Text.Json;
using Tain.Tests;

namespace Tain.Components.Tests.Transforms;

public class SyncDataTests
{
    private static readonly JsonElement Recorded = Vectors.Load("sync.json").GetProperty("syncData");

    public static TheoryData<int> Cases => Vectors.Indices(Recorded);

    [Theory, MemberData(nameof(Cases))]
    public void BytesAreMirrors(int index)
    {
        JsonElement recorded = Recorded[index];
        var changed = (Changed)recorded.GetProperty("changed").GetByte();
        var writer = new NetworkWriter();
        writer.WriteSyncData(new SyncData(changed, Snapshot(recorded)));
        Assert.Equal(recorded.GetProperty("hex").GetString(), Vectors.Hex(writer.ToSpan()));
    }

    [Theory, MemberData(nameof(Cases))]
    public void ReadingGivesTheSentPartsBack(int index)
    {
        JsonElement recorded = Recorded[index];
        TransformSnapshot sent = Snapshot(recorded);
        SyncData data = Read(recorded.GetProperty("hex").Bytes());
        Changed changed = data.changedDataByte;
        Assert.Equal(recorded.GetProperty("changed").GetByte(), (byte)changed);

        var before = new TransformSnapshot(0, 0, new Vector3(7, 8, 9), Quaternion.Euler(10, 20, 30), new Vector3(4, 4, 4));
        data.Complete(before);
        Assert.Equal((changed & Changed.PosX) != 0 ? sent.position.X : 7, data.position.X);
        Assert.Equal((changed & Changed.PosY) != 0 ? sent.position.Y : 8, data.position.Y);
        Assert.Equal((changed & Changed.PosZ) != 0 ? sent.position.Z : 9, data.position.Z);
        Assert.Equal((changed & Changed.Scale) != 0 ? sent.scale : new Vector3(4, 4, 4), data.scale);
        Assert.True(Quaternion.Angle((changed & Changed.Rot) != 0 ? sent.rotation : before.rotation, data.quatRotation) < 0.3f);
    }

    [Theory]
    [InlineData(Changed.RotX), InlineData(Changed.RotY), InlineData(Changed.RotX | Changed.RotZ), InlineData(Changed.Rot), InlineData(Changed.None)]
    public void AnglesTravelOneByOne(Changed changed)
    {
        var sent = new TransformSnapshot(0, 0, default, Quaternion.Euler(40, 50, 60), Vector3.One);
        var writer = new NetworkWriter();
        writer.WriteSyncData(new SyncData(changed, sent));
        Assert.Equal(1 + (4 * BitOperations.PopCount((uint)changed)), writer.Position);

        SyncData data = Read(writer.ToArray());
        data.Complete(new TransformSnapshot(0, 0, default, Quaternion.Euler(10, 20, 30), Vector3.One));
        Quaternion expected = Quaternion.Euler(
            (changed & Changed.RotX) != 0 ? 40 : 10, (changed & Changed.RotY) != 0 ? 50 : 20, (changed & Changed.RotZ) != 0 ? 60 : 30);
        Assert.True(Quaternion.Angle(expected, data.quatRotation) < 0.2f);
    }

    [Theory, MemberData(nameof(Cases))]
    public void EveryCutIsRefused(int index)
    {
        byte[] whole = Recorded[index].GetProperty("hex").Bytes();
        for (int length = 0; length < whole.Length; length++) Assert.Throws<EndOfStreamException>(() => Read(whole[..length]));
    }

    [Fact]
    public void EveryFlagByteIsReadWithinItsBytes()
    {
        var random = new SeededRandom(11);
        byte[] bytes = new byte[1 + 12 + 12 + 12];
        for (int round = 0; round < 20; round++)
        {
            for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)random.Range(0, 256);
            for (int flags = 0; flags < 256; flags++)
            {
                bytes[0] = (byte)flags;
                SyncData data = Read(bytes);
                data.Complete(new TransformSnapshot(0, 0, default, Quaternion.Identity, Vector3.One));
                Assert.Equal((Changed)flags, data.changedDataByte);
            }
        }
    }

    [Theory]
    [InlineData(Changed.PosX), InlineData(Changed.PosZ), InlineData(Changed.RotY), InlineData(Changed.Scale)]
    public void WhatIsNoNumberIsNoticed(Changed part)
    {
        foreach (float bad in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            var writer = new NetworkWriter();
            var badVector = new Vector3(bad, bad, bad);
            writer.WriteSyncData(new SyncData { changedDataByte = part, position = badVector, vecRotation = badVector, scale = badVector });
            Assert.False(Read(writer.ToArray()).IsFinite);
        }
        Assert.True(Read([(byte)Changed.None]).IsFinite);
    }

    private static SyncData Read(byte[] bytes)
    {
        var reader = new NetworkReader(bytes);
        return reader.ReadSyncData();
    }

    private static TransformSnapshot Snapshot(JsonElement recorded) => new(
        0, 0, recorded.GetProperty("position").Vector3(), recorded.GetProperty("rotation").Quaternion(), recorded.GetProperty("scale").Vector3());
}
