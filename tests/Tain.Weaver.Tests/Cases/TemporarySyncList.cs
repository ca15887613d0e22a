// Stands in until the sync collections land.
namespace Tain
{
    public class SyncList<T> : SyncObject
    {
        public override void ClearChanges() { }
        public override void OnSerializeAll(NetworkWriter writer) { }
        public override void OnSerializeDelta(NetworkWriter writer) { }
        public override void OnDeserializeAll(NetworkReader reader) { }
        public override void OnDeserializeDelta(NetworkReader reader) { }
        public override void Reset() { }
    }
}
