#include "aws/xml.h"

#include "base/text.h"
#include "qbase/convert.h"

#include <QXmlStreamReader>

#include <algorithm>

namespace audience::aws {

namespace {

Error refused(std::string_view reason) {
    return Error(ErrorKind::Network, "aws.xml_refused").with("reason", reason);
}

} // namespace

const XmlElement *XmlElement::child(std::string_view childName) const {
    const auto found = std::find_if(children.begin(), children.end(), [&](const XmlElement &one) { return one.name == childName; });
    return found == children.end() ? nullptr : &*found;
}

std::string XmlElement::textOf(std::string_view childName) const {
    const XmlElement *found = child(childName);
    return found ? found->text : std::string();
}

std::vector<const XmlElement *> XmlElement::members(std::string_view listName) const {
    std::vector<const XmlElement *> found;
    if (const XmlElement *list = child(listName))
        for (const XmlElement &one : list->children)
            if (one.name == "member")
                found.push_back(&one);
    return found;
}

Result<XmlElement> readXml(std::string_view bytes) {
    if (bytes.size() > kMaxXmlBytes)
        return refused("size");
    QXmlStreamReader reader(toBytes(bytes));
    XmlElement document;
    std::vector<XmlElement *> open{&document}; // a parent grows only while it is the last: its children's places stay
    while (!reader.atEnd()) {
        switch (reader.readNext()) {
        case QXmlStreamReader::DTD:
        case QXmlStreamReader::EntityReference:
            return refused("doctype");
        case QXmlStreamReader::StartElement:
            if (open.size() > kMaxXmlDepth)
                return refused("depth");
            open.back()->children.push_back({toUtf8(reader.name().toString()), {}, {}});
            open.push_back(&open.back()->children.back());
            break;
        case QXmlStreamReader::EndElement:
            open.back()->text = trimmed(open.back()->text);
            open.pop_back();
            break;
        case QXmlStreamReader::Characters:
            open.back()->text += toUtf8(reader.text().toString());
            break;
        default:
            break;
        }
    }
    if (reader.hasError() || document.children.size() != 1)
        return refused("syntax");
    return std::move(document.children.front());
}

} // namespace audience::aws
