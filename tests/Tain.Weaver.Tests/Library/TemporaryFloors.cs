// Stands in for Tain.Messages and Tain.Objects until they land.
#nullable disable
using System;
using System.Collections.Generic;
using System.IO;

namespace Tain
{
    public interface NetworkMessage { }
    [AttributeUsage(AttributeTargets.All)] public sealed class WireNameAttribute : Attribute { public WireNameAttribute(string name) { } }
    public static class Writer<T> { public static Action<NetworkWriter, T> write; }
    public static class Reader<T> { public static Func<NetworkReader, T> read; }
    public class NetworkWriter
    {
        public List<byte> Bytes = new();
        public void WriteByte(byte b) => Bytes.Add(b);
        public void Write<T>(T value) => Writer<T>.write(this, value);
        public byte[] ToArray() => Bytes.ToArray();
        public void Reset() => Bytes.Clear();
    }
    public class NetworkReader
    {
        readonly byte[] _bytes; int _position;
        public NetworkReader(byte[] bytes) => _bytes = bytes;
        public int Remaining => _bytes.Length - _position;
        public byte ReadByte() => _position < _bytes.Length ? _bytes[_position++] : throw new EndOfStreamException();
        public T Read<T>() => Reader<T>.read(this);
    }
    public static class NetworkWriterExtensions
    {
        public static void WriteByte(this NetworkWriter w, byte value) => w.WriteByte(value);
        public static void WriteBool(this NetworkWriter w, bool value) => w.WriteByte(value ? (byte)1 : (byte)0);
        public static void WriteInt(this NetworkWriter w, int value) => throw new InvalidOperationException("fixed");
        public static void WriteVarInt(this NetworkWriter w, int value) => w.WriteVarULong((ulong)((value << 1) ^ (value >> 31)));
        public static void WriteVarULong(this NetworkWriter w, ulong value) { if (value < 241) w.WriteByte((byte)value); else { w.WriteByte(255); foreach (byte b in BitConverter.GetBytes(value)) w.WriteByte(b); } }
        public static void WriteFloat(this NetworkWriter w, float value) { foreach (byte b in BitConverter.GetBytes(value)) w.WriteByte(b); }
        public static void WriteString(this NetworkWriter w, string value) { if (value == null) { w.WriteByte(0); return; } w.WriteByte((byte)(value.Length + 1)); foreach (char c in value) w.WriteByte((byte)c); }
        public static void WriteVector3(this NetworkWriter w, System.Numerics.Vector3 value) { w.WriteFloat(value.X); w.WriteFloat(value.Y); w.WriteFloat(value.Z); }
        public static void WriteIntNullable(this NetworkWriter w, int? value) { w.WriteBool(value.HasValue); if (value.HasValue) w.WriteVarInt(value.Value); }
        public static void WriteArray<T>(this NetworkWriter w, T[] value) { if (value == null) { w.WriteVarULong(0); return; } w.WriteVarULong((ulong)value.Length + 1); foreach (T t in value) w.Write(t); }
        public static void WriteList<T>(this NetworkWriter w, List<T> value) => w.WriteArray(value?.ToArray());
        public static void WriteNetworkIdentity(this NetworkWriter w, NetworkIdentity value) => w.WriteByte((byte)(value?.netId ?? 0));
        public static void WriteNetworkBehaviour(this NetworkWriter w, NetworkBehaviour value) => w.WriteByte(value == null ? (byte)0 : (byte)1);
        public static void WriteGameObject(this NetworkWriter w, GameObject value) => w.WriteByte(0);
    }
    public static class NetworkReaderExtensions
    {
        public static byte ReadByte(this NetworkReader r) => r.ReadByte();
        public static bool ReadBool(this NetworkReader r) => r.ReadByte() != 0;
        public static int ReadInt(this NetworkReader r) => throw new InvalidOperationException("fixed");
        public static int ReadVarInt(this NetworkReader r) { uint u = (uint)r.ReadVarULong(); return (int)(u >> 1) ^ -(int)(u & 1); }
        public static ulong ReadVarULong(this NetworkReader r) { byte b = r.ReadByte(); if (b < 241) return b; byte[] a = new byte[8]; for (int i = 0; i < 8; i++) a[i] = r.ReadByte(); return BitConverter.ToUInt64(a, 0); }
        public static float ReadFloat(this NetworkReader r) { byte[] a = new byte[4]; for (int i = 0; i < 4; i++) a[i] = r.ReadByte(); return BitConverter.ToSingle(a, 0); }
        public static string ReadString(this NetworkReader r) { int n = r.ReadByte(); if (n == 0) return null; char[] c = new char[n - 1]; for (int i = 0; i < c.Length; i++) c[i] = (char)r.ReadByte(); return new string(c); }
        public static System.Numerics.Vector3 ReadVector3(this NetworkReader r) => new(r.ReadFloat(), r.ReadFloat(), r.ReadFloat());
        public static int? ReadIntNullable(this NetworkReader r) => r.ReadBool() ? r.ReadVarInt() : null;
        public static T[] ReadArray<T>(this NetworkReader r) { int n = (int)r.ReadVarULong(); if (n == 0) return null; var a = new T[n - 1]; for (int i = 0; i < a.Length; i++) a[i] = r.Read<T>(); return a; }
        public static List<T> ReadList<T>(this NetworkReader r) { var a = r.ReadArray<T>(); return a == null ? null : new(a); }
        public static NetworkIdentity ReadNetworkIdentity(this NetworkReader r) { r.ReadByte(); return null; }
        public static NetworkBehaviour ReadNetworkBehaviour(this NetworkReader r) { r.ReadByte(); return null; }
        public static T ReadNetworkBehaviour<T>(this NetworkReader r) where T : NetworkBehaviour { r.ReadByte(); return null; }
        public static GameObject ReadGameObject(this NetworkReader r) { r.ReadByte(); return null; }
    }
    [AttributeUsage(AttributeTargets.Field)] public sealed class SyncVarAttribute : Attribute { public string hook; }
    [AttributeUsage(AttributeTargets.Method)] public sealed class CommandAttribute : Attribute { public int channel; public bool requiresAuthority = true; }
    [AttributeUsage(AttributeTargets.Method)] public sealed class ClientRpcAttribute : Attribute { public int channel; public bool includeOwner = true; }
    [AttributeUsage(AttributeTargets.Method)] public sealed class TargetRpcAttribute : Attribute { public int channel; }
    [AttributeUsage(AttributeTargets.Method)] public sealed class ServerAttribute : Attribute { }
    [AttributeUsage(AttributeTargets.Method)] public sealed class ServerCallbackAttribute : Attribute { }
    [AttributeUsage(AttributeTargets.Method)] public sealed class ClientAttribute : Attribute { }
    [AttributeUsage(AttributeTargets.Method)] public sealed class ClientCallbackAttribute : Attribute { }
    public abstract class NetworkConnection { }
    [WireName("Mirror.NetworkConnectionToClient")] public class NetworkConnectionToClient : NetworkConnection { }
    [WireName("Mirror.NetworkIdentity")] public sealed class NetworkIdentity : MonoBehaviour { public uint netId; }
    public struct NetworkBehaviourSyncVar { public uint netId; public byte componentIndex; }
    public delegate void SyncVarHook<T>(NetworkBehaviour self, T oldValue, T newValue);
    public delegate void RemoteCallDelegate(NetworkBehaviour self, NetworkReader reader, NetworkConnectionToClient sender);
    public enum RemoteCallKind : byte { Command, ClientRpc, TargetRpc }
    public sealed class RemoteCall { public RemoteCallKind Kind; public string FunctionFullName; public ushort Hash; public bool RequiresAuthority; public RemoteCallDelegate Call; }
    public sealed class RemoteCallTable
    {
        public readonly List<RemoteCall> Calls = new();
        public RemoteCallTable(RemoteCallTable parent) => Calls.AddRange(parent.Calls);
        RemoteCallTable() { }
        public static RemoteCallTable Empty { get; } = new();
        public RemoteCallTable Add(RemoteCallKind kind, string functionFullName, ushort hash, bool requiresAuthority, RemoteCallDelegate call)
        { Calls.Add(new RemoteCall { Kind = kind, FunctionFullName = functionFullName, Hash = hash, RequiresAuthority = requiresAuthority, Call = call }); return this; }
    }
    public abstract class SyncObject { }
    public class SyncList<T> : SyncObject { public List<T> Items = new(); public void Add(T item) => Items.Add(item); }
    public abstract class NetworkBehaviour : MonoBehaviour
    {
        public List<string> Log = new();
        public bool IsHost; public bool ServerActive; public bool ClientActive;
        public byte[] Sent;
        public List<SyncObject> Objects = new();
        protected ulong syncVarDirtyBits { get; set; }
        public ulong Dirty { get => syncVarDirtyBits; set => syncVarDirtyBits = value; }
        protected void GeneratedSyncVarSetter<T>(T value, ref T field, ulong dirtyBit, SyncVarHook<T> hook)
        { if (EqualityComparer<T>.Default.Equals(value, field)) return; T old = field; field = value; syncVarDirtyBits |= dirtyBit; hook?.Invoke(this, old, value); }
        protected void GeneratedSyncVarDeserialize<T>(ref T field, T received, ulong dirtyBit, SyncVarHook<T> hook)
        { T old = field; field = received; if (!EqualityComparer<T>.Default.Equals(old, received)) hook?.Invoke(this, old, received); }
        protected void GeneratedSyncVarSetterReference<T>(T value, ref T field, ref NetworkBehaviourSyncVar id, ulong dirtyBit, SyncVarHook<T> hook) where T : class
        { if (ReferenceEquals(value, field)) return; T old = field; field = value; id.netId = value == null ? 0u : 7u; syncVarDirtyBits |= dirtyBit; hook?.Invoke(this, old, value); }
        protected void GeneratedSyncVarDeserializeReference<T>(ref T field, ref NetworkBehaviourSyncVar id, NetworkReader reader, ulong dirtyBit, SyncVarHook<T> hook) where T : class
        { id.netId = reader.ReadByte(); hook?.Invoke(this, field, field); }
        protected T GetSyncVarReference<T>(ref T field, NetworkBehaviourSyncVar id) where T : class { Log.Add("get " + typeof(T).Name); return field; }
        protected void WriteSyncVarReference<T>(NetworkWriter writer, T value, NetworkBehaviourSyncVar id) where T : class => writer.WriteByte((byte)id.netId);
        protected virtual void SerializeSyncVars(NetworkWriter writer, bool initialState) { }
        protected virtual void DeserializeSyncVars(NetworkReader reader, bool initialState) { }
        public byte[] Serialize(bool initial) { var w = new NetworkWriter(); SerializeSyncVars(w, initial); return w.ToArray(); }
        public void Deserialize(byte[] bytes, bool initial) { var r = new NetworkReader(bytes); DeserializeSyncVars(r, initial); if (r.Remaining != 0) throw new InvalidOperationException("unread"); }
        protected bool ShouldRunCommandHere() => IsHost;
        protected NetworkConnectionToClient LocalSender { get; } = new NetworkConnectionToClient();
        public NetworkConnectionToClient TheLocalSender => LocalSender;
        protected NetworkWriter RentRemoteCallWriter() => new NetworkWriter();
        protected void ReturnRemoteCallWriter(NetworkWriter writer) => Log.Add("returned");
        protected void SendCommandInternal(string n, ushort h, NetworkWriter w, int c, bool a) { Sent = w.ToArray(); Log.Add($"command {n} {h} {c} {a}"); }
        protected void SendRPCInternal(string n, ushort h, NetworkWriter w, int c, bool o) { Sent = w.ToArray(); Log.Add($"rpc {n} {h} {c} {o}"); }
        protected void SendTargetRPCInternal(NetworkConnection t, string n, ushort h, NetworkWriter w, int c) { Sent = w.ToArray(); Log.Add($"target {t != null} {n} {h} {c}"); }
        protected bool IsServerActive(string n) { if (!ServerActive && n != null) Log.Add("no server " + n); return ServerActive; }
        protected bool IsClientActive(string n) { if (!ClientActive && n != null) Log.Add("no client " + n); return ClientActive; }
        protected internal virtual RemoteCallTable GetRemoteCallTable() => RemoteCallTable.Empty;
        public RemoteCallTable Calls => GetRemoteCallTable();
        protected internal virtual bool Weaved() => false;
        public bool IsWoven => Weaved();
        protected void InitSyncObject(SyncObject o) => Objects.Add(o);
    }
    static class BuiltIn
    {
        [System.Runtime.CompilerServices.ModuleInitializer]
        internal static void Register()
        {
            Writer<int>.write = NetworkWriterExtensions.WriteVarInt; Reader<int>.read = NetworkReaderExtensions.ReadVarInt;
            Writer<string>.write = NetworkWriterExtensions.WriteString; Reader<string>.read = NetworkReaderExtensions.ReadString;
        }
    }
}
