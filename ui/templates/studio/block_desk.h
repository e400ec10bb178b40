// The email of blocks on the desk: the document, the brand and what is selected, for the canvas, the shelf and the
// properties, which all read and change it here. It keeps no undo: every edit goes out as a whole document and
// comes back by put(). Main thread.
#pragma once

#include "model/block_document.h"
#include "model/brand_kit.h"

#include <QObject>

namespace audience::ui {

class BlockDesk final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    const model::BlockDocument &document() const { return m_document; }
    const model::BrandKit &kit() const { return m_kit; }
    const std::string &selected() const { return m_selected; } // id of a part, "page", or empty

    // What the owner keeps; says nothing of an edit. The selection stays where its part still stands.
    void put(const model::BlockDocument &document);
    void setKit(const model::BrandKit &kit);
    void select(const std::string &id);
    // An edit in words a marketer knows ("Move a section"): the next document, or the error why it cannot be.
    // `merge`: edits in a row with the same number, not below 0, are one step of undo. `then`: selected after it.
    void apply(const QString &what, const Result<model::BlockDocument> &next, int merge = -1, const std::string &then = {});

    // The section, column or block that `id` stands in; empty at the top. Index among its siblings; -1: unknown.
    std::string parentOf(const std::string &id) const;
    int indexOf(const std::string &id) const;
    // Every section and block in the order of reading, for stepping with keys.
    std::vector<std::string> order() const;

Q_SIGNALS:
    void documentChanged();
    void kitChanged();
    void selectionChanged();
    void edited(const QString &what, const audience::model::BlockDocument &document, int merge);
    void refused(const audience::Error &error);

private:
    model::BlockDocument m_document;
    model::BrandKit m_kit = model::defaultBrandKit();
    std::string m_selected;
};

} // namespace audience::ui
