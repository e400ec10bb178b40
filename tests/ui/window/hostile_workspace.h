// A workspace full of what people really have in their files and what nobody should: names of 10,000
// characters, right-to-left text, emoji, HTML, control characters, 2,000 columns, 10,000 segments.
#pragma once

#include "service/session.h"

#include <QTemporaryDir>

#include <memory>

namespace audience::test {

class HostileWorkspace {
public:
    static constexpr int kPeople = 300, kColumns = 2000, kSegments = 10'000;

    // Null when something failed; the error is printed. `segments`: how many there are.
    std::shared_ptr<service::Session> make(int segments);
    QString file(const QString &name) const { return m_folder.filePath(name); }
    std::string path() const { return file(QStringLiteral("hostile.audience")).toStdString(); }
    service::Session::Options options() const;
    // Names that a segment, template or campaign may have.
    static std::vector<std::string> names();

private:
    QTemporaryDir m_folder;
};

} // namespace audience::test
