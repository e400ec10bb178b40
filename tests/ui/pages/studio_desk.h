// A desk with an email of blocks on it, whose owner keeps what it says, as the page does.
#pragma once

#ifndef Q_MOC_RUN // which cannot read raw strings
#include "ui/templates/studio/block_desk.h"

#include <QStringList>

namespace audience::test {

using ui::BlockDesk;

// A raw text a line, since moc reads none that go on.
inline constexpr const char *kEmail =
    R"({"audience_blocks":1,"page":{},"sections":[)"
    R"({"id":"top","columns":[{"id":"c1","blocks":[)"
    R"({"id":"h","kind":"heading","content":[{"text":"Hello "},{"liquid":"{{ first_name | default: 'there' }}"}]},)"
    R"({"id":"t","kind":"text","content":[{"spans":[{"text":"One "},{"text":"two","bold":true},{"text":" {{ city }} three"}]}]},)"
    R"({"id":"b","kind":"button","text":"Go","href":"https:\/\/example.org"}]}]},)"
    R"({"id":"two","columns":[{"id":"c2","blocks":[]},{"id":"c3","blocks":[{"id":"r","kind":"text","content":[{"spans":[{"text":"Right"}]}]}]}]},)"
    R"({"id":"end","locked":true,"columns":[{"id":"c4","blocks":[{"id":"f","kind":"footer","unsubscribe":"Unsubscribe"}]}]}]})";

class Desk {
public:
    Desk() {
        model::Findings findings;
        desk.put(*model::blockDocumentFromJson(*parseJson(kEmail), findings));
        QObject::connect(&desk, &BlockDesk::edited, &desk, [this](const QString &what) { said << what; });
        QObject::connect(&desk, &BlockDesk::refused, &desk, [this](const Error &error) { refused << QString::fromStdString(error.id); });
    }
    // The ids of sections, and of blocks by column: "top(h,t,b) two(|r) end(f)".
    QString shape() const {
        QStringList sections;
        for (const Json &section : desk.document().sections()) {
            QStringList columns;
            for (const Json &column : section.at("columns")) {
                QStringList blocks;
                for (const Json &block : column.at("blocks"))
                    blocks << nameOf(block);
                columns << blocks.join(QLatin1Char(','));
            }
            sections << nameOf(section) + QLatin1Char('(') + columns.join(QLatin1Char('|')) + QLatin1Char(')');
        }
        return sections.join(QLatin1Char(' '));
    }
    BlockDesk desk;
    QStringList said, refused;

private:
    static QString nameOf(const Json &part) {
        static const QStringList kOurs{QStringLiteral("top"), QStringLiteral("h"), QStringLiteral("t"), QStringLiteral("b"),
                                       QStringLiteral("two"), QStringLiteral("r"), QStringLiteral("end"), QStringLiteral("f")};
        const QString id = QString::fromStdString(jsonText(part, "id"));
        return kOurs.contains(id) ? id : QStringLiteral("new");
    }
};

} // namespace audience::test
#endif
