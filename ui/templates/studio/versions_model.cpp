#include "ui/templates/studio/versions_model.h"

#include "qbase/convert.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/studio/version_words.h"

#include <QPainter>

#include <algorithm>

namespace audience::ui {

namespace {

constexpr int kBeside = 16, kAbove = 8;

QString stateWord(const service::TemplateVersion &version) {
    using service::ReviewState;
    if (version.isSent)
        return VersionsModel::tr("Sent");
    return version.state == ReviewState::Approved ? VersionsModel::tr("Approved") : version.state == ReviewState::InReview ? VersionsModel::tr("In review") : QString();
}

} // namespace

void VersionsModel::setVersions(std::vector<service::TemplateVersion> versions) {
    beginResetModel();
    m_versions = std::move(versions);
    endResetModel();
}

int VersionsModel::rowOf(std::int64_t revision) const {
    const auto found = std::find_if(m_versions.begin(), m_versions.end(), [&](const auto &one) { return one.revision == revision; });
    return found == m_versions.end() ? -1 : int(found - m_versions.begin());
}

QVariant VersionsModel::data(const QModelIndex &index, int role) const {
    const service::TemplateVersion *version = at(index.row());
    if (!index.isValid() || !version)
        return {};
    const bool isFirst = index.row() == rowCount() - 1;
    const QString changed = isFirst ? tr("the first one") : version->isRestored ? tr("brought back") : version->changes.empty() ? tr("nothing changed") : summaryOf(version->changes);
    const QString who = version->by.empty() ? changed : tr("%1 · %2").arg(toQString(version->by), changed);
    switch (role) {
    case Qt::DisplayRole: return tr("Version %1").arg(version->revision);
    case WhenRole: return version->savedAt.micros == 0 ? QString() : formatMoment(toQDateTime(version->savedAt).toLocalTime());
    case NoteRole:
    case Qt::ToolTipRole: return who;
    case StateRole: return stateWord(*version);
    case RevisionRole: return QVariant::fromValue<qlonglong>(version->revision);
    case Qt::AccessibleTextRole:
        return tr("%1, %2, %3").arg(data(index, Qt::DisplayRole).toString(), data(index, WhenRole).toString(), who) + (stateWord(*version).isEmpty() ? QString() : QStringLiteral(", ") + stateWord(*version));
    default: return {};
    }
}

void VersionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool isSelected = option.state & QStyle::State_Selected;
    const QRect box = option.rect.adjusted(8, 1, -8, -1);
    if (isSelected || (option.state & QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(isSelected ? tokens().accentSoft : tokens().inset);
        painter->drawRoundedRect(box, 6, 6);
    }
    if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange)) {
        painter->setPen(tokens().accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
    const QRect inside = option.rect.adjusted(kBeside, kAbove, -kBeside, -kAbove);
    const auto mirrored = [&](const QRect &part) { return QStyle::visualRect(option.direction, option.rect, part); };
    const int leading = int(QStyle::visualAlignment(option.direction, Qt::AlignLeft)), trailing = int(QStyle::visualAlignment(option.direction, Qt::AlignRight));
    const QFont strong = Theme::instance().font(TypeRole::Medium), small = Theme::instance().font(TypeRole::Secondary);
    const int line = QFontMetrics(strong).height(), below = QFontMetrics(small).height();
    const QString when = index.data(VersionsModel::WhenRole).toString(), state = index.data(VersionsModel::StateRole).toString();
    painter->setFont(small);
    painter->setPen(tokens().tertiary);
    const QString title = index.data().toString();
    const int titleWide = QFontMetrics(strong).horizontalAdvance(title);
    const int whenWide = painter->fontMetrics().horizontalAdvance(when);
    if (titleWide + 10 + whenWide <= inside.width()) // else it stands beside the list alone
        painter->drawText(mirrored(QRect(inside.right() - whenWide, inside.top(), whenWide + 1, line)), Qt::AlignVCenter | trailing, when);
    painter->setFont(strong);
    painter->setPen(isSelected ? tokens().accent : tokens().text);
    painter->drawText(mirrored(QRect(inside.left(), inside.top(), titleWide + 2, line)), Qt::AlignVCenter | leading, title);
    painter->setFont(small);
    if (!state.isEmpty()) {
        painter->setPen(tokens().good);
        const int from = inside.left() + titleWide + 10;
        painter->drawText(mirrored(QRect(from, inside.top(), inside.right() - whenWide - 8 - from, line)), Qt::AlignVCenter | leading, state);
    }
    painter->setPen(tokens().secondary);
    const QString note = painter->fontMetrics().elidedText(index.data(VersionsModel::NoteRole).toString(), Qt::ElideRight, inside.width());
    painter->drawText(mirrored(QRect(inside.left(), inside.bottom() - below + 1, inside.width(), below)), Qt::AlignVCenter | leading, note);
    painter->restore();
}

QSize VersionDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const {
    const int text = QFontMetrics(Theme::instance().font(TypeRole::Medium)).height() + QFontMetrics(Theme::instance().font(TypeRole::Secondary)).height();
    return {200, text + 2 * kAbove + 4};
}

} // namespace audience::ui
