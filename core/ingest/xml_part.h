// One XML file of a workbook, read piece by piece. A document type, an entity of its own, an element without an end, and
// elements in elements without end are refused before they can cost anything.
#pragma once

#include "ingest/zip_reader.h"

#include <QXmlStreamReader>

#include <memory>
#include <string>

namespace audience::ingest {

class XmlPart {
public:
    // `path`: of the workbook, for messages.
    XmlPart(ZipStream stream, std::string path, std::string name);
    XmlPart(XmlPart &&) noexcept;
    XmlPart &operator=(XmlPart &&) noexcept;
    ~XmlPart();
    // The next token; EndDocument at the end. Errors: "ingest.workbook_broken" {path, part}, those of ZipStream.
    Result<QXmlStreamReader::TokenType> next();
    bool isStart(QLatin1StringView element) const { return m_xml->isStartElement() && m_xml->name() == element; }
    bool isEnd(QLatin1StringView element) const { return m_xml->isEndElement() && m_xml->name() == element; }
    std::string attribute(QLatin1StringView name) const; // without a namespace or with any; empty where it is none
    QStringView text() const { return m_xml->text(); }
    const QXmlStreamReader &xml() const { return *m_xml; }

private:
    class Device;
    Error broken(std::string_view why) const;
    std::string m_path, m_name;
    std::unique_ptr<Device> m_device;
    std::unique_ptr<QXmlStreamReader> m_xml;
    int m_depth = 0;
};

} // namespace audience::ingest
