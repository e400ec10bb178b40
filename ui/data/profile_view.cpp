#include "ui/data/profile_view.h"

#include "qbase/convert.h"
#include "ui/data/column_panel.h"
#include "ui/kit/in_order.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/text/words.h"

#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace audience::ui {

namespace {

constexpr int kCardWidth = 248, kCardHeight = 128, kMostInRow = 6;

class CardDelegate final : public QStyledItemDelegate {
public:
    CardDelegate(const ProfileModel *model, QObject *parent) : QStyledItemDelegate(parent), m_model(model) {}
    // As many as fit beside each other, all as wide as leaves nothing over.
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override {
        const auto *list = qobject_cast<const QListView *>(option.widget);
        const int room = list ? list->viewport()->width() - 1 : kCardWidth + space::kMedium;
        const int inRow = qBound(1, room / (kCardWidth + space::kMedium), kMostInRow);
        return {qMin(room / inRow, 2 * kCardWidth), kCardHeight + space::kMedium};
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF card = QRectF(option.rect.left() + 0.5, option.rect.top() + 0.5, option.rect.width() - space::kMedium - 1, kCardHeight - 1);
        painter->setPen(option.state & QStyle::State_Selected ? tokens().accent : tokens().border);
        painter->setBrush(tokens().surface);
        painter->drawRoundedRect(card, 8, 8);
        const QRect box = card.toRect().adjusted(space::kMedium, space::kSmall, -space::kMedium, -space::kSmall);
        const int column = index.data(ProfileModel::ColumnRole).toInt();
        painter->setFont(Theme::instance().font(TypeRole::Secondary));
        painter->setPen(tokens().tertiary);
        const QString type = index.data(Qt::UserRole).toString();
        painter->drawText(QRect(box.left(), box.top(), box.width(), 20), Qt::AlignRight | Qt::AlignVCenter, type);
        const int typeWidth = painter->fontMetrics().horizontalAdvance(type) + 8;
        painter->setFont(Theme::instance().font(TypeRole::Strong));
        painter->setPen(tokens().text);
        painter->drawText(QRect(box.left(), box.top(), box.width() - typeWidth, 20), Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(inOrder(index.data().toString().left(200)), Qt::ElideRight, box.width() - typeWidth));
        painter->setFont(Theme::instance().font(TypeRole::Secondary));
        painter->setPen(tokens().secondary);
        if (const Profile profile = m_model->profile(column)) {
            const double filled = profile->rows > 0 ? double(profile->rows - profile->empty) / double(profile->rows) : 0;
            painter->drawText(QRect(box.left(), box.top() + 22, box.width(), 18), Qt::AlignLeft | Qt::AlignVCenter,
                              ProfileView::tr("%1 filled · %2 distinct").arg(formatPercent(filled), formatNumber(profile->distinct)));
            paintValues(painter, box.adjusted(0, 46, 0, 0), *profile);
        } else {
            painter->drawText(QRect(box.left(), box.top() + 22, box.width(), 18), Qt::AlignLeft | Qt::AlignVCenter, ProfileView::tr("Reading…"));
        }
        painter->restore();
    }

private:
    static void paintValues(QPainter *painter, const QRect &box, const service::ColumnProfile &profile) {
        if (profile.histogram.empty())
            return paintCommon(painter, box, profile);
        qint64 highest = 1;
        for (const auto &bar : profile.histogram)
            highest = qMax<qint64>(highest, bar.count);
        const QRect bars = box.adjusted(0, 0, 0, -18);
        const double step = double(bars.width()) / double(profile.histogram.size());
        painter->setPen(Qt::NoPen);
        painter->setBrush(tokens().data[0]);
        double x = bars.left();
        for (const auto &bar : profile.histogram) {
            const double tall = bar.count > 0 ? qMax(1.5, bars.height() * double(bar.count) / double(highest)) : 0;
            painter->drawRoundedRect(QRectF(x, bars.bottom() + 1 - tall, qMax(1.0, step - 1.5), tall), 1, 1);
            x += step;
        }
        painter->setPen(tokens().tertiary);
        const QRect foot(box.left(), box.bottom() - 15, box.width(), 16);
        painter->drawText(foot, Qt::AlignLeft | Qt::AlignVCenter, shortFigure(profile, profile.histogram.front().from));
        painter->drawText(foot, Qt::AlignRight | Qt::AlignVCenter, shortFigure(profile, profile.histogram.back().to));
    }
    static void paintCommon(QPainter *painter, const QRect &box, const service::ColumnProfile &profile) {
        constexpr int kRows = 3, kTall = 22;
        const qint64 highest = profile.mostCommon.empty() ? 1 : profile.mostCommon.front().count;
        if (highest <= 1) { // none is more common than another: a few of them, to see what is in it
            painter->setPen(tokens().secondary);
            for (int i = 0; i < qMin(kRows, int(profile.mostCommon.size())); ++i)
                painter->drawText(QRect(box.left(), box.top() + i * kTall, box.width(), kTall), Qt::AlignLeft | Qt::AlignVCenter,
                                  painter->fontMetrics().elidedText(inOrder(toQString(profile.mostCommon[std::size_t(i)].label).left(80).simplified()), Qt::ElideRight, box.width()));
            return;
        }
        for (int i = 0; i < qMin(kRows, int(profile.mostCommon.size())); ++i) {
            const auto &bucket = profile.mostCommon[std::size_t(i)];
            const QRect row(box.left(), box.top() + i * kTall, box.width(), kTall);
            const int names = row.width() / 2 - 8;
            painter->setPen(tokens().secondary);
            painter->drawText(QRect(row.left(), row.top(), names, row.height()), Qt::AlignLeft | Qt::AlignVCenter,
                              painter->fontMetrics().elidedText(inOrder(toQString(bucket.label).left(80).simplified()), Qt::ElideRight, names));
            const QString figure = formatNumber(bucket.count);
            painter->drawText(row, Qt::AlignRight | Qt::AlignVCenter, figure);
            const QRectF track(row.left() + row.width() / 2.0, row.center().y() - 3, row.width() / 2.0 - 60, 8);
            painter->setPen(Qt::NoPen);
            painter->setBrush(tokens().inset);
            painter->drawRoundedRect(track, 2, 2);
            painter->setBrush(tokens().data[0]);
            painter->drawRoundedRect(QRectF(track.topLeft(), QSizeF(qMax(2.0, track.width() * double(bucket.count) / double(qMax<qint64>(1, highest))), track.height())), 2, 2);
        }
    }
    const ProfileModel *m_model;
};

} // namespace

ProfileModel::ProfileModel(ColumnProfiles *profiles, QObject *parent) : QAbstractListModel(parent), m_profiles(profiles) {
    connect(profiles, &ColumnProfiles::arrived, this, [this](int column) {
        if (column < rowCount())
            Q_EMIT dataChanged(index(column), index(column));
    });
}

void ProfileModel::setTable(const service::Table &table) {
    beginResetModel();
    m_table = table;
    endResetModel();
}

int ProfileModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() || !m_table ? 0 : int(m_table->dataset().fields.size());
}

QVariant ProfileModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto &field = m_table->dataset().fields[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole: return plainName(field.name);
    case Qt::UserRole: return typeWord(field.type);
    case ColumnRole: return index.row();
    case Qt::AccessibleTextRole: return QStringLiteral("%1, %2").arg(plainName(field.name), typeWord(field.type));
    default: return {};
    }
}

ProfileView::ProfileView(ColumnProfiles *profiles, QWidget *parent) : QWidget(parent) {
    setProperty("role", QStringLiteral("surface"));
    setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kPage, space::kMedium, 0, 0);
    layout->setSpacing(space::kMedium);
    m_filter = new QLineEdit(this);
    m_filter->setObjectName(QStringLiteral("profileFilter"));
    m_filter->setAccessibleName(tr("Find a column"));
    m_filter->setPlaceholderText(tr("Find a column"));
    m_filter->setMaximumWidth(248);
    layout->addWidget(m_filter);
    m_model = new ProfileModel(profiles, this);
    m_shown = new QSortFilterProxyModel(this);
    m_shown->setSourceModel(m_model);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list = new QListView(this);
    m_list->setObjectName(QStringLiteral("profileList"));
    m_list->setAccessibleName(tr("Columns"));
    m_list->setModel(m_shown);
    m_list->setItemDelegate(new CardDelegate(m_model, m_list));
    m_list->setViewMode(QListView::IconMode);
    m_list->setMovement(QListView::Static);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setUniformItemSizes(true);
    m_list->setLayoutMode(QListView::Batched);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    layout->addWidget(m_list, 1);
    connect(m_filter, &QLineEdit::textChanged, m_shown, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &now) {
        if (now.isValid())
            Q_EMIT columnChosen(now.data(ProfileModel::ColumnRole).toInt());
    });
    connect(m_list, &QListView::activated, this, [this](const QModelIndex &index) { Q_EMIT columnWanted(index.data(ProfileModel::ColumnRole).toInt()); });
}

} // namespace audience::ui
