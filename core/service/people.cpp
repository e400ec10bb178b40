#include "service/people.h"

#include "service/session.h"
#include "store/dataset_reader.h"

namespace audience::service {

engine::Cell cellOf(const engine::DenseColumn &column, std::size_t row) {
    using engine::ColumnType;
    if (row >= column.size || !column.isValid(row))
        return {};
    switch (column.type) {
    case ColumnType::Bool: return column.intAt(row) != 0;
    case ColumnType::Int64: return column.intAt(row);
    case ColumnType::Decimal: return Decimal{column.intAt(row), column.scale};
    case ColumnType::Double: return column.f64[row];
    case ColumnType::Date: return CivilDate{static_cast<std::int32_t>(column.intAt(row))};
    case ColumnType::Instant: return Instant{column.intAt(row)};
    case ColumnType::Text:
    case ColumnType::Json:
        return std::string(column.dictionary->at(static_cast<std::uint32_t>(column.intAt(row))));
    }
    return {};
}

Result<People> People::load(Session &session) {
    TRY_ASSIGN(auto snapshot, session.snapshot());
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const auto datasets, store::DatasetReader::list(*reader));
    for (const store::DatasetInfo &dataset : datasets)
        if (dataset.role == store::DatasetRole::Profiles)
            return People(std::move(snapshot), dataset);
    return Error(ErrorKind::NotFound, "data.no_people");
}

Result<std::shared_ptr<const engine::DenseColumn>> People::column(const std::string &field) const {
    if (!hasField(field))
        return Error(ErrorKind::NotFound, "data.unknown_column").with("column", field).with("dataset", m_dataset.name);
    return m_snapshot->profileColumn(field);
}

Result<std::string> People::text(const std::string &field, Ordinal person) const {
    TRY_ASSIGN(const auto values, column(field));
    return engine::toText(cellOf(*values, person));
}

Result<std::string> People::addressOf(Ordinal person) const {
    if (m_dataset.emailField.empty())
        return std::string();
    return text(m_dataset.emailField, person);
}

Result<Ordinal> People::find(const std::string &key) const {
    TRY_ASSIGN(const auto keys, column(m_dataset.keyField));
    std::optional<Ordinal> found;
    m_snapshot->members().forEach([&](Ordinal person) {
        if (engine::toText(cellOf(*keys, person)) == key)
            found = person;
        return !found;
    });
    if (!found)
        return Error(ErrorKind::NotFound, "data.no_such_person").with("key", key);
    return *found;
}

Result<Ordinal> People::first() const {
    std::optional<Ordinal> found;
    m_snapshot->members().forEach([&](Ordinal person) {
        found = person;
        return false;
    });
    if (!found)
        return Error(ErrorKind::NotFound, "data.no_people");
    return *found;
}

} // namespace audience::service
