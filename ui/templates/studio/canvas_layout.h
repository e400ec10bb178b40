// Where the parts of an email, their words and its fields stand on the canvas, in pixels of the whole email, and what follows
// from it: the part under the mouse, its words, the place that something dragged would take. A value; any thread.
#pragma once

#include "model/block_document.h"

#include <QPointF>
#include <QRectF>
#include <QString>

#include <string>
#include <utility>
#include <vector>

namespace audience::ui {

// Where a part can be put: among the sections (`into` empty) or in a column.
struct DropPlace {
    bool isValid = false, isLocked = false;
    std::string into;
    int index = 0;
    bool makesSection = false; // a block between two sections: it gets one of its own
    QRectF line;               // to be painted; a line where something is before or after, else the whole empty place
};

class CanvasLayout {
public:
    struct Words {
        std::string part, place; // `place`: within the block
        QRectF rect;
    };
    std::vector<std::pair<std::string, QRectF>> parts; // in the order of the email
    std::vector<Words> words;                          // in the order of the email
    std::vector<std::pair<QString, QRectF>> fields;    // that show a value: their names
    QSizeF size;                                       // of the whole email

    static CanvasLayout fromJson(const QString &json);
    QRectF rectOf(const std::string &id) const; // null when it is not shown
    // The smallest part at this point: a block, else its column where there are several, else the section.
    std::string partAt(const model::BlockDocument &document, QPointF point) const;
    // The words of a part that are nearest to this point; those after (1) or before (-1) others of it. Empty: none.
    std::string wordsAt(const std::string &part, QPointF point) const;
    std::string wordsBeside(const std::string &part, const std::string &place, int by) const;
    QString fieldAt(QPointF point) const;
    // `moved`: the part that is dragged, empty for a new one. A place where it stands already is valid.
    DropPlace placeFor(const model::BlockDocument &document, QPointF point, bool isSection, const std::string &moved = {}) const;

private:
    DropPlace amongSections(const model::BlockDocument &document, QPointF point, const std::string &moved) const;
    DropPlace amongBlocks(const model::BlockDocument &document, const Json &section, QPointF point, const std::string &moved) const;
};

} // namespace audience::ui
