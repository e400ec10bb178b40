#include "engine/snapshot.h"

#include "engine/key_index.h"

#include "engine/predicate.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace audience::engine {

std::size_t EventSpine::firstAt(std::int64_t time) const {
    if (time == kNoLow)
        return 0;
    if (time == kNoHigh)
        return size();
    if (!micros.empty() || profiles.empty())
        return static_cast<std::size_t>(std::lower_bound(micros.begin(), micros.end(), time) -
                                        micros.begin());
    if (time <= baseMicros)
        return 0;
    // baseMicros may lie far before `time`: the difference is taken without a sign.
    const std::uint64_t distance =
        static_cast<std::uint64_t>(time) - static_cast<std::uint64_t>(baseMicros);
    const std::uint64_t wanted = (distance + kMicrosPerSecond - 1) / kMicrosPerSecond;
    return static_cast<std::size_t>(
        std::lower_bound(seconds.begin(), seconds.end(), wanted,
                         [](std::uint32_t at, std::uint64_t limit) { return at < limit; }) -
        seconds.begin());
}

EventSpine makeSpine(std::vector<Ordinal> profiles, std::vector<std::int64_t> micros) {
    EventSpine spine;
    spine.profiles = std::move(profiles);
    if (micros.empty())
        return spine;
    spine.baseMicros = micros.front();
    const std::uint64_t span = static_cast<std::uint64_t>(micros.back()) -
                               static_cast<std::uint64_t>(spine.baseMicros);
    const bool exact =
        span / kMicrosPerSecond <= 0xFFFFFFFFU &&
        std::all_of(micros.begin(), micros.end(), [&](std::int64_t at) {
            return (static_cast<std::uint64_t>(at) - static_cast<std::uint64_t>(spine.baseMicros)) %
                       kMicrosPerSecond == 0;
        });
    if (!exact) {
        spine.micros = std::move(micros);
        return spine;
    }
    spine.seconds.resize(micros.size());
    for (std::size_t i = 0; i < micros.size(); ++i)
        spine.seconds[i] = static_cast<std::uint32_t>(
            (static_cast<std::uint64_t>(micros[i]) - static_cast<std::uint64_t>(spine.baseMicros)) /
            kMicrosPerSecond);
    return spine;
}

std::vector<std::uint32_t> timeOrder(const std::vector<std::int64_t> &micros) {
    if (std::is_sorted(micros.begin(), micros.end()))
        return {};
    std::vector<std::uint32_t> order(micros.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return micros[a] < micros[b]; });
    return order;
}

namespace {

// A thing loaded at most once; who comes while it loads waits for that column only.
template <class T> struct Slot {
    std::mutex mutex;
    std::shared_ptr<const T> value;
};
template <class T> using SlotMap = std::map<std::string, std::shared_ptr<Slot<T>>>;

template <class T>
std::shared_ptr<Slot<T>> slotOf(std::mutex &mutex, SlotMap<T> &slots, const std::string &key) {
    const std::lock_guard lock(mutex);
    auto &slot = slots[key];
    if (!slot)
        slot = std::make_shared<Slot<T>>();
    return slot;
}

template <class T, class Load>
Result<std::shared_ptr<const T>> loadOnce(Slot<T> &slot, Load load) {
    const std::lock_guard lock(slot.mutex);
    if (!slot.value) {
        TRY_ASSIGN(T loaded, load());
        slot.value = std::make_shared<const T>(std::move(loaded));
    }
    return slot.value;
}

// Nothing while somebody loads it: nobody waits for that.
template <class T>
std::shared_ptr<const T> loadedIn(std::mutex &mutex, const SlotMap<T> &slots, const std::string &key) {
    std::shared_ptr<Slot<T>> slot;
    {
        const std::lock_guard lock(mutex);
        const auto found = slots.find(key);
        if (found == slots.end())
            return nullptr;
        slot = found->second;
    }
    const std::unique_lock lock(slot->mutex, std::try_to_lock);
    return lock ? slot->value : nullptr;
}

template <class T> void adopt(SlotMap<T> &slots, const std::string &key, std::shared_ptr<const T> value) {
    if (!value)
        return;
    slots[key] = std::make_shared<Slot<T>>();
    slots[key]->value = std::move(value);
}

std::string slotKey(std::initializer_list<std::string_view> parts) {
    std::string key;
    for (const std::string_view part : parts)
        key += std::to_string(part.size()) + ':' + std::string(part);
    return key;
}

Error badColumn(const std::string &column) {
    return Error(ErrorKind::Corrupt, "engine.bad_column").with("column", column);
}

bool hasField(const std::vector<Field> &fields, const std::string &name) {
    return std::any_of(fields.begin(), fields.end(), [&](const Field &f) { return f.name == name; });
}

} // namespace

Result<std::optional<EventSpine>> ColumnProvider::recentSpine(const std::string &, const std::string &,
                                                              std::int64_t) {
    return std::optional<EventSpine>();
}

struct Snapshot::Slots {
    std::mutex mutex;
    SlotMap<DenseColumn> columns;
    SlotMap<EventSpine> spines, recent;
    std::map<std::string, std::int64_t> recentSince; // what was asked of `recent` first
    SlotMap<std::vector<Ordinal>> people;            // of tables
    Slot<KeyIndex> keys;
};

Snapshot::Snapshot(std::uint64_t generation, Schema schema, Bitmap members, std::shared_ptr<ColumnProvider> provider,
                   std::shared_ptr<const Snapshot> guests)
    : m_generation(generation), m_schema(std::move(schema)), m_members(std::move(members)),
      m_provider(std::move(provider)), m_guests(std::move(guests)), m_slots(std::make_unique<Slots>()) {}
Snapshot::~Snapshot() = default;

const EventSource *Snapshot::source(const std::string &dataset) const {
    for (const EventSource &source : m_schema.events)
        if (source.dataset == dataset)
            return &source;
    return nullptr;
}

Result<std::shared_ptr<const DenseColumn>> Snapshot::profileColumn(const std::string &field) const {
    if (!hasField(m_schema.profileFields, field))
        return Error(ErrorKind::NotFound, "engine.no_column").with("column", field);
    const auto slot = slotOf(m_slots->mutex, m_slots->columns, slotKey({field}));
    return loadOnce(*slot, [&]() -> Result<DenseColumn> {
        TRY_ASSIGN(DenseColumn column, m_provider->profileColumn(field));
        if (column.size != ordinals())
            return badColumn(field);
        return column;
    });
}

Result<std::shared_ptr<const KeyIndex>> Snapshot::keyIndex() const {
    TRY_ASSIGN(const auto column, profileColumn(m_schema.profileKey));
    return loadOnce(m_slots->keys, [&]() -> Result<KeyIndex> { return KeyIndex(column, m_members); });
}

Result<std::shared_ptr<const EventSpine>> Snapshot::spine(const std::string &dataset,
                                                          const std::string &name) const {
    const auto slot = slotOf(m_slots->mutex, m_slots->spines, slotKey({dataset, name}));
    return loadOnce(*slot, [&]() -> Result<EventSpine> {
        TRY_ASSIGN(EventSpine spine, m_provider->spine(dataset, name));
        TRY(checkSpine(spine, dataset));
        return spine;
    });
}

Result<std::shared_ptr<const EventSpine>> Snapshot::recentSpine(const std::string &dataset,
                                                                const std::string &name,
                                                                std::int64_t micros) const {
    const std::string key = slotKey({dataset, name});
    std::optional<std::int64_t> since;
    {
        const std::lock_guard lock(m_slots->mutex);
        if (!m_slots->spines.contains(key))
            since = m_slots->recentSince.try_emplace(key, micros).first->second;
    }
    // A span that reaches further back than the first one asked for is worth all of it.
    if (!since || *since > micros)
        return spine(dataset, name);
    const auto slot = slotOf(m_slots->mutex, m_slots->recent, key);
    {
        const std::lock_guard lock(slot->mutex);
        if (!slot->value) {
            TRY_ASSIGN(auto recent, m_provider->recentSpine(dataset, name, *since));
            if (recent) {
                TRY(checkSpine(*recent, dataset));
                slot->value = std::make_shared<const EventSpine>(*std::move(recent));
            }
        }
        if (slot->value)
            return slot->value;
    }
    return spine(dataset, name);
}

// The kernels index arrays with these without looking again.
Result<void> Snapshot::checkSpine(const EventSpine &spine, const std::string &dataset) const {
    Ordinal largest = 0;
    for (const Ordinal profile : spine.profiles)
        largest = std::max(largest, profile);
    if ((spine.size() > 0 && largest >= ordinals()) ||
        (spine.micros.empty() ? spine.seconds.size() : spine.micros.size()) != spine.size())
        return badColumn(dataset);
    return {};
}

Result<std::shared_ptr<const DenseColumn>> Snapshot::eventColumn(const std::string &dataset,
                                                                 const std::string &name,
                                                                 const std::string &field) const {
    const EventSource *from = source(dataset);
    if (!from || !hasField(from->fields, field))
        return Error(ErrorKind::NotFound, "engine.no_column").with("column", field);
    TRY_ASSIGN(const auto order, spine(dataset, name));
    const auto slot = slotOf(m_slots->mutex, m_slots->columns, slotKey({dataset, name, field}));
    return loadOnce(*slot, [&]() -> Result<DenseColumn> {
        TRY_ASSIGN(DenseColumn column, m_provider->eventColumn(dataset, name, field));
        if (column.size != order->size())
            return badColumn(field);
        return column;
    });
}

Result<DenseColumn> ColumnProvider::tableColumn(const std::string &, const std::string &field) {
    return Error(ErrorKind::NotFound, "engine.no_column").with("column", field);
}

Result<std::vector<Ordinal>> ColumnProvider::tablePeople(const std::string &dataset) {
    return Error(ErrorKind::NotFound, "engine.no_column").with("column", dataset);
}

const TableSource *Snapshot::table(const std::string &dataset) const {
    for (const TableSource &table : m_schema.tables)
        if (table.dataset == dataset)
            return &table;
    return nullptr;
}

Result<std::shared_ptr<const DenseColumn>> Snapshot::tableColumn(const std::string &dataset, const std::string &field) const {
    const TableSource *from = table(dataset);
    if (!from || !hasField(from->fields, field))
        return Error(ErrorKind::NotFound, "engine.no_column").with("column", field);
    const auto slot = slotOf(m_slots->mutex, m_slots->columns, slotKey({"", dataset, "", field}));
    return loadOnce(*slot, [&] { return m_provider->tableColumn(dataset, field); });
}

Result<std::shared_ptr<const std::vector<Ordinal>>> Snapshot::tablePeople(const std::string &dataset) const {
    const auto slot = slotOf(m_slots->mutex, m_slots->people, slotKey({dataset}));
    return loadOnce(*slot, [&]() -> Result<std::vector<Ordinal>> {
        TRY_ASSIGN(auto people, m_provider->tablePeople(dataset));
        for (Ordinal &person : people)
            if (!m_members.contains(person))
                person = static_cast<Ordinal>(ordinals()); // nobody
        return people;
    });
}

std::size_t Snapshot::loadedBytes() const {
    const std::lock_guard lock(m_slots->mutex);
    std::size_t bytes = m_members.words().size() * 8 + (m_guests ? m_guests->loadedBytes() : 0);
    for (const auto &[key, slot] : m_slots->columns) {
        const std::lock_guard slotLock(slot->mutex);
        bytes += slot->value ? slot->value->byteCount() : 0;
    }
    for (const auto &[key, slot] : m_slots->people) {
        const std::lock_guard slotLock(slot->mutex);
        bytes += slot->value ? slot->value->size() * sizeof(Ordinal) : 0;
    }
    for (const SlotMap<EventSpine> *spines : {&m_slots->spines, &m_slots->recent})
        for (const auto &[key, slot] : *spines) {
            const std::lock_guard slotLock(slot->mutex);
            if (slot->value)
                bytes += slot->value->size() * (4 + (slot->value->micros.empty() ? 4 : 8));
        }
    const std::lock_guard keysLock(m_slots->keys.mutex);
    return bytes + (m_slots->keys.value ? m_slots->keys.value->byteCount() : 0);
}

std::shared_ptr<const EventSpine> Snapshot::loadedSpine(const std::string &dataset,
                                                        const std::string &name) const {
    return loadedIn(m_slots->mutex, m_slots->spines, slotKey({dataset, name}));
}

std::shared_ptr<const DenseColumn> Snapshot::loadedColumn(const std::string &dataset,
                                                          const std::string &name,
                                                          const std::string &field) const {
    return loadedIn(m_slots->mutex, m_slots->columns, slotKey({dataset, name, field}));
}

void Snapshot::adoptProfiles(const Snapshot &other) {
    const std::lock_guard lock(m_slots->mutex);
    for (const Field &field : m_schema.profileFields) {
        const std::string key = slotKey({field.name});
        adopt(m_slots->columns, key, loadedIn(other.m_slots->mutex, other.m_slots->columns, key));
    }
}

void Snapshot::adoptEvents(const Snapshot &other, const EventSource &source) {
    const std::lock_guard lock(m_slots->mutex);
    for (const std::string &name : source.names) {
        const auto spine = other.loadedSpine(source.dataset, name);
        if (!spine)
            continue;
        adopt(m_slots->spines, slotKey({source.dataset, name}), spine);
        for (const Field &field : source.fields)
            adopt(m_slots->columns, slotKey({source.dataset, name, field.name}),
                  other.loadedColumn(source.dataset, name, field.name));
    }
}

std::shared_ptr<const Snapshot> SnapshotHolder::current() const {
    const std::lock_guard lock(m_mutex);
    return m_snapshot;
}

void SnapshotHolder::publish(std::shared_ptr<const Snapshot> snapshot) {
    const std::lock_guard lock(m_mutex);
    m_snapshot.swap(snapshot);
}

} // namespace audience::engine
