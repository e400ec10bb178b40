#include "engine/past.h"

namespace audience::engine {

namespace {

class PastColumns final : public ColumnProvider {
public:
    PastColumns(std::shared_ptr<const Snapshot> data, std::int64_t end, TimeFields times, std::shared_ptr<ColumnProvider> profiles)
        : m_data(std::move(data)), m_end(end), m_times(std::move(times)), m_profiles(std::move(profiles)) {}
    EventsOf events() const { return {m_data.get(), m_end, &m_times}; }

    Result<DenseColumn> profileColumn(const std::string &field) override {
        if (m_profiles)
            return m_profiles->profileColumn(field);
        TRY_ASSIGN(const auto column, m_data->profileColumn(field));
        return *column;
    }
    // Whole, as the present has them: whoever looks at events asks eventsOf() first.
    Result<EventSpine> spine(const std::string &dataset, const std::string &name) override {
        TRY_ASSIGN(const auto spine, m_data->spine(dataset, name));
        return *spine;
    }
    Result<DenseColumn> eventColumn(const std::string &dataset, const std::string &name, const std::string &field) override {
        TRY_ASSIGN(const auto column, m_data->eventColumn(dataset, name, field));
        return *column;
    }

private:
    std::shared_ptr<const Snapshot> m_data;
    std::int64_t m_end;
    TimeFields m_times;
    std::shared_ptr<ColumnProvider> m_profiles;
};

} // namespace

std::shared_ptr<const Snapshot> pastOf(std::shared_ptr<const Snapshot> data, std::int64_t end, TimeFields times,
                                       const std::optional<PastProfiles> &profiles) {
    Schema schema = data->schema();
    if (profiles)
        schema.profileVersion = profiles->version;
    const std::uint64_t generation = data->generation();
    Bitmap members = data->members();
    auto columns = std::make_shared<PastColumns>(std::move(data), end, std::move(times), profiles ? profiles->columns : nullptr);
    return std::make_shared<const Snapshot>(generation, std::move(schema), std::move(members), std::move(columns));
}

EventsOf eventsOf(const Snapshot &snapshot) {
    const auto *past = dynamic_cast<const PastColumns *>(snapshot.provider().get());
    return past ? past->events() : EventsOf{&snapshot};
}

} // namespace audience::engine
