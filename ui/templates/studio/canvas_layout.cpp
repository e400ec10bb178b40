#include "ui/templates/studio/canvas_layout.h"

#include "qbase/convert.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace audience::ui {

namespace {

constexpr double kEdge = 10; // so near to the edge of a section means beside it

std::string idOf(const Json &part) {
    return jsonText(part, "id");
}

QRectF rectFrom(const QJsonArray &one, int from) {
    return {one.at(from).toDouble(), one.at(from + 1).toDouble(), one.at(from + 2).toDouble(), one.at(from + 3).toDouble()};
}

double distance(const QRectF &rect, QPointF point) {
    return std::max({rect.left() - point.x(), point.x() - rect.right(), 0.0}) + std::max({rect.top() - point.y(), point.y() - rect.bottom(), 0.0});
}

QRectF lineAt(double left, double right, double y) {
    return {left, y, right - left, 0};
}

} // namespace

CanvasLayout CanvasLayout::fromJson(const QString &json) {
    CanvasLayout layout;
    const QJsonObject object = QJsonDocument::fromJson(json.toUtf8()).object();
    const QJsonArray size = object.value(QLatin1String("size")).toArray();
    layout.size = {size.at(0).toDouble(), size.at(1).toDouble()};
    for (const QJsonValue &value : object.value(QLatin1String("parts")).toArray()) {
        const QJsonArray one = value.toArray();
        layout.parts.emplace_back(toUtf8(one.at(0).toString()), rectFrom(one, 1));
    }
    for (const QJsonValue &value : object.value(QLatin1String("words")).toArray()) {
        const QJsonArray one = value.toArray();
        layout.words.push_back({toUtf8(one.at(0).toString()), toUtf8(one.at(1).toString()), rectFrom(one, 2)});
    }
    for (const QJsonValue &value : object.value(QLatin1String("fields")).toArray()) {
        const QJsonArray one = value.toArray();
        layout.fields.emplace_back(one.at(0).toString(), rectFrom(one, 1));
    }
    return layout;
}

QRectF CanvasLayout::rectOf(const std::string &id) const {
    QRectF rect;
    for (const auto &[part, where] : parts)
        if (part == id)
            rect = rect.united(where); // a part that is written twice, for phones and others
    return rect;
}

std::string CanvasLayout::partAt(const model::BlockDocument &document, QPointF point) const {
    for (const Json &section : document.sections()) {
        if (!rectOf(idOf(section)).contains(point))
            continue;
        const Json &columns = section.at("columns");
        for (const Json &column : columns) {
            for (const Json &block : column.at("blocks"))
                if (rectOf(idOf(block)).contains(point))
                    return idOf(block);
            if (columns.size() > 1 && rectOf(idOf(column)).contains(point))
                return idOf(column);
        }
        return idOf(section);
    }
    return {};
}

std::string CanvasLayout::wordsAt(const std::string &part, QPointF point) const {
    const Words *nearest = nullptr;
    for (const Words &one : words)
        if (one.part == part && (!nearest || distance(one.rect, point) < distance(nearest->rect, point)))
            nearest = &one;
    return nearest ? nearest->place : std::string();
}

std::string CanvasLayout::wordsBeside(const std::string &part, const std::string &place, int by) const {
    std::vector<std::string> own;
    for (const Words &one : words)
        if (one.part == part && std::find(own.begin(), own.end(), one.place) == own.end())
            own.push_back(one.place);
    const auto at = std::find(own.begin(), own.end(), place);
    if (at == own.end())
        return own.empty() ? std::string() : by > 0 ? own.front() : own.back();
    const auto next = at - own.begin() + by;
    return next < 0 || next >= std::ptrdiff_t(own.size()) ? std::string() : own[std::size_t(next)];
}

QString CanvasLayout::fieldAt(QPointF point) const {
    for (const auto &[name, rect] : fields)
        if (rect.contains(point))
            return name;
    return {};
}

DropPlace CanvasLayout::placeFor(const model::BlockDocument &document, QPointF point, bool isSection, const std::string &moved) const {
    if (isSection)
        return amongSections(document, point, moved);
    for (const Json &section : document.sections()) {
        const QRectF rect = rectOf(idOf(section));
        const bool isNear = point.y() >= rect.top() && point.y() <= rect.bottom();
        const double edge = std::min(kEdge, rect.height() / 4);
        if (isNear && point.y() > rect.top() + edge && point.y() < rect.bottom() - edge)
            return amongBlocks(document, section, point, moved);
    }
    DropPlace place = amongSections(document, point, {});
    place.makesSection = true;
    return place;
}

DropPlace CanvasLayout::amongSections(const model::BlockDocument &document, QPointF point, const std::string &moved) const {
    DropPlace place;
    place.isValid = true;
    QRectF before;
    const Json &sections = document.sections();
    for (std::size_t i = 0; i < sections.size(); ++i) {
        if (idOf(sections[i]) == moved)
            continue;
        const QRectF rect = rectOf(idOf(sections[i]));
        if (rect.isNull())
            continue;
        if (point.y() < rect.center().y()) {
            const double y = before.isNull() ? rect.top() : (before.bottom() + rect.top()) / 2;
            place.line = lineAt(rect.left(), rect.right(), y);
            return place;
        }
        before = rect;
        place.index = int(i) + 1;
        // Indexes count without the part that moves.
        for (std::size_t k = 0; k < i; ++k)
            if (idOf(sections[k]) == moved)
                --place.index;
    }
    place.line = before.isNull() ? QRectF(QPointF(), QSizeF(size.width(), std::max(size.height(), 120.0))) : lineAt(before.left(), before.right(), before.bottom());
    return place;
}

DropPlace CanvasLayout::amongBlocks(const model::BlockDocument &document, const Json &section, QPointF point, const std::string &moved) const {
    DropPlace place;
    place.isLocked = jsonBool(section, "locked");
    const Json *nearest = nullptr;
    double least = 0;
    for (const Json &column : section.at("columns")) {
        const QRectF rect = rectOf(idOf(column));
        const double away = distance(rect, point);
        if (!rect.isNull() && (!nearest || away < least)) {
            nearest = &column;
            least = away;
        }
    }
    if (!nearest)
        return place;
    place.isValid = !place.isLocked && document.part(idOf(*nearest)) != nullptr;
    place.into = idOf(*nearest);
    const QRectF column = rectOf(place.into);
    QRectF before;
    for (const Json &block : nearest->at("blocks")) {
        const QRectF rect = rectOf(idOf(block));
        if (idOf(block) == moved)
            continue;
        if (!rect.isNull() && point.y() < rect.center().y()) {
            place.line = lineAt(rect.left(), rect.right(), before.isNull() ? rect.top() : (before.bottom() + rect.top()) / 2);
            return place;
        }
        if (!rect.isNull())
            before = rect;
        ++place.index;
    }
    place.line = before.isNull() ? column : lineAt(before.left(), before.right(), before.bottom());
    return place;
}

} // namespace audience::ui
