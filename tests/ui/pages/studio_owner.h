// What the tests of the studio's panels share: an owner that keeps the undo as the page does, a small email, hands.
#pragma once

#ifndef Q_MOC_RUN
#include "model/block_kinds.h"
#include "model/block_starters.h"
#include "model/email_template.h"
#include "service/studio_service.h"
#include "service/template_service.h"
#include "ui/kit/edit_command.h"
#include "ui/kit/picker.h"
#include "ui/templates/studio/block_desk.h"
#include "ui/templates/studio/block_palette.h"
#include "ui/templates/studio/block_properties.h"
#include "ui/templates/studio/block_shelf.h"
#include "ui/templates/studio/brand_colours.h"
#include "ui/templates/studio/brand_panel.h"
#include "ui/templates/studio/property_condition.h"
#include "ui/templates/studio/property_editor.h"
#include "ui/templates/studio/property_groups.h"
#include "ui/templates/studio/property_spans.h"
#include "ui/templates/studio/property_words.h"
#include "ui/templates/studio/recompiled_words.h"
#include "ui/templates/studio/saved_blocks.h"
#include "ui/templates/studio/structure_tree.h"
#endif
#include "demo_session.h"
#include "qbase/convert.h"
#include "support/test_main.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QFile>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QTest>
#include <QTextEdit>
#include <QToolButton>
#include <QTranslator>
#include <QUndoStack>

namespace audience::test {

using namespace ui;

// Keeps what the page would keep.
class Owner : public QObject {
public:
    BlockDesk desk;
    QUndoStack undo;
    QStringList refusals;
    explicit Owner(const model::BlockDocument &document) {
        desk.put(document);
        m_kept = document;
        connect(&desk, &BlockDesk::edited, this, [this](const QString &what, const model::BlockDocument &next, int merge) {
            undo.push(new EditCommand<model::BlockDocument>(what, m_kept, next, [this](const model::BlockDocument &value) {
                m_kept = value;
                desk.put(value);
            }, merge));
        });
        connect(&desk, &BlockDesk::refused, this, [this](const Error &error) { refusals << toQString(error.id); });
    }
    QString text() const { return toQString(dumpJson(desk.document().json())); }

private:
    model::BlockDocument m_kept;
};

inline model::BlockDocument with(const std::vector<Json> &sections) {
    model::BlockDocument document;
    for (const Json &section : sections)
        document = *model::insertSection(document, 1000, section);
    return document;
}

// Two sections: a heading and a text, and two columns with a button and a picture.
inline model::BlockDocument twoSections() {
    return with({*parseJson(R"({"id":"s1","columns":[{"id":"c1","blocks":[{"id":"b1","kind":"heading","content":[{"text":"Hello"}]},{"id":"b2","kind":"text","content":[{"spans":[{"text":"Words"}]}]}]}]})"),
                 *parseJson(R"({"id":"s2","columns":[{"id":"c2","blocks":[{"id":"b3","kind":"button","text":"Go","href":"https:\/\/example.org"}]},{"id":"c3","blocks":[{"id":"b4","kind":"image","src":""}]}]})")});
}

inline std::string kindsOfAll(const model::BlockDocument &document) {
    std::string out;
    for (const Json &section : document.sections()) {
        out += '[';
        for (const Json &column : section.at("columns")) {
            out += '(';
            for (const Json &block : column.at("blocks"))
                out += jsonText(block, "id") + ' ';
            out += ')';
        }
        out += ']';
    }
    return out;
}

// What a selection or a change took away is really gone, and what it brought is shown.
inline void sweep() {
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCoreApplication::processEvents();
}

inline QWidget *named(const QWidget *in, const QString &name) {
    return in->findChild<QWidget *>(name);
}

inline void type(QWidget *into, const QString &text) {
    into->setFocus();
    if (auto *plain = qobject_cast<QPlainTextEdit *>(into))
        plain->moveCursor(QTextCursor::End);
    if (auto *line = qobject_cast<QLineEdit *>(into))
        line->selectAll();
    QTest::keyClicks(into, text);
}

} // namespace audience::test
