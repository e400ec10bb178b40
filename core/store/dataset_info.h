// What a dataset is: its name, role, fields and which fields carry meaning. Plain values, read from
// the catalog; no connection behind them.
#pragma once

#include "base/clock.h"
#include "base/strong_id.h"
#include "engine/column.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::store {

// The numbers are stored in workspace files.
enum class DatasetRole { Profiles = 1, Events = 2, Table = 3 };

struct DatasetInfo {
    DatasetId id;
    std::string name;
    DatasetRole role = DatasetRole::Table;
    std::vector<engine::Field> fields;
    // Names of fields; empty where the dataset has none. keyField: unique rows (profiles, tables).
    // profileField: refers to a profile, so that rows carry ordinals; for profiles it is the key.
    std::string keyField, profileField, timeField, nameField;
    std::string fixedEventName; // the name of every event where there is no nameField
    std::string emailField, consentField;
    std::string zone; // IANA zone of the source's local times, for the record
    std::int64_t rows = 0;
    std::int64_t generation = 0;
    Instant updatedAt;

    std::optional<std::size_t> fieldIndex(std::string_view fieldName) const {
        for (std::size_t i = 0; i < fields.size(); ++i)
            if (fields[i].name == fieldName)
                return i;
        return std::nullopt;
    }
    // Rows belong to profiles and carry the profile's ordinal.
    bool hasOrdinals() const { return role == DatasetRole::Profiles || !profileField.empty(); }
};

} // namespace audience::store
