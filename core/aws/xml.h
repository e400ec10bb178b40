// The XML answers of Amazon's older services as a small tree. Names are local: namespaces, attributes, comments and
// the order of elements say nothing here. A document type is refused, and so is what is too large or too deep.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace audience::aws {

struct XmlElement {
    std::string name, text;
    std::vector<XmlElement> children;

    const XmlElement *child(std::string_view childName) const; // the first of that name, or null
    std::string textOf(std::string_view childName) const;      // "" where there is none
    // The <member> elements of the list of that name.
    std::vector<const XmlElement *> members(std::string_view listName) const;
};

constexpr std::size_t kMaxXmlBytes = 4 << 20;
constexpr int kMaxXmlDepth = 32;

// Error "aws.xml_refused" {reason}: syntax, doctype, size, depth.
Result<XmlElement> readXml(std::string_view bytes);

} // namespace audience::aws
