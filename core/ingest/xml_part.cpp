#include "ingest/xml_part.h"

#include "qbase/convert.h"

#include <QIODevice>

#include <cstring>
#include <optional>

namespace audience::ingest {

namespace {

constexpr int kMostDepth = 64;
// A cell has at most 32,767 characters, of six bytes each where they are escaped.
constexpr std::size_t kLongestPiece = std::size_t{1} << 20;

} // namespace

class XmlPart::Device final : public QIODevice {
public:
    explicit Device(ZipStream stream) : m_stream(std::move(stream)) { open(QIODevice::ReadOnly | QIODevice::Unbuffered); }
    bool isSequential() const override { return true; }
    const std::optional<Error> &failure() const { return m_failure; }
    bool isTooLong() const { return m_piece > kLongestPiece; }

protected:
    qint64 readData(char *to, qint64 most) override {
        if (m_failure || isTooLong())
            return -1;
        m_bytes.clear();
        const auto got = m_stream.read(static_cast<std::size_t>(most), m_bytes);
        if (!got) {
            m_failure = got.error();
            return -1;
        }
        for (const char c : m_bytes)
            if (m_piece = c == '<' || c == '>' ? 0 : m_piece + 1; isTooLong())
                return -1;
        std::memcpy(to, m_bytes.data(), m_bytes.size());
        return m_bytes.empty() ? -1 : static_cast<qint64>(m_bytes.size());
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    ZipStream m_stream;
    std::string m_bytes;
    std::size_t m_piece = 0; // since the last < or >
    std::optional<Error> m_failure;
};

XmlPart::XmlPart(ZipStream stream, std::string path, std::string name)
    : m_path(std::move(path)), m_name(std::move(name)), m_device(std::make_unique<Device>(std::move(stream))),
      m_xml(std::make_unique<QXmlStreamReader>(m_device.get())) {}
XmlPart::XmlPart(XmlPart &&) noexcept = default;
XmlPart &XmlPart::operator=(XmlPart &&) noexcept = default;
XmlPart::~XmlPart() = default;

Error XmlPart::broken(std::string_view why) const {
    return Error(ErrorKind::Corrupt, "ingest.workbook_broken").with("path", m_path).with("part", m_name).because(why);
}

Result<QXmlStreamReader::TokenType> XmlPart::next() {
    const auto token = m_xml->readNext();
    if (m_device->failure())
        return *m_device->failure();
    if (m_device->isTooLong())
        return broken("a text or an element is too long");
    switch (token) {
    case QXmlStreamReader::DTD:
    case QXmlStreamReader::EntityReference:
        return broken("it has a document type or an entity of its own");
    case QXmlStreamReader::StartElement:
        if (++m_depth > kMostDepth)
            return broken("its elements are nested too deeply");
        break;
    case QXmlStreamReader::EndElement:
        --m_depth;
        break;
    case QXmlStreamReader::Invalid:
        return broken(toUtf8(m_xml->errorString()));
    default:
        break;
    }
    return token;
}

std::string XmlPart::attribute(QLatin1StringView name) const {
    for (const QXmlStreamAttribute &one : m_xml->attributes())
        if (one.name() == name)
            return toUtf8(one.value().toString());
    return {};
}

} // namespace audience::ingest
