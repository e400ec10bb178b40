// What a test on times means in a zone, for the engine, which knows no zones. Internal to lower_field.
#pragma once

#include "engine/zone_test.h"
#include "model/field_test.h"
#include "segment/compile.h"

#include <string>

namespace audience::segment {

// The test without its zone, to be meant in whichever zone the engine asks for.
class TestInZones final : public engine::ZoneRules {
public:
    TestInZones(model::FieldTest test, engine::Field field, CompileOptions options);
    std::vector<engine::IntRange> ranges(std::string_view zone) const override;
    std::vector<engine::OffsetSpan> offsets(std::string_view zone, std::int64_t from, std::int64_t to) const override;
    std::string fallbackZone() const override { return m_options.zone; }
    // Equal for rules that give the same answers.
    std::string key() const;

private:
    std::string knownZone(std::string_view zone) const;
    model::FieldTest m_test;
    engine::Field m_field;
    CompileOptions m_options;
};

} // namespace audience::segment
