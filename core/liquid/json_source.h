// A JSON document as the data of a render, for the command line and for tests. Nothing is copied:
// the document must outlive the render. Numbers with a fraction are doubles.
#pragma once

#include "base/json_fwd.h"
#include "liquid/liquid.h"

namespace audience::liquid {

class JsonSource final : public ValueSource {
public:
    // `document` is an object; anything else has no names.
    explicit JsonSource(const Json &document) : m_document(&document) {}
    bool find(std::string_view name, Arena &arena, Value &value) const override;

private:
    const Json *m_document;
};

} // namespace audience::liquid
