#include "ui/templates/studio/saved_blocks.h"

#include "qbase/convert.h"
#include "ui/kit/background.h"
#include "ui/kit/icon.h"
#include "ui/kit/in_order.h"
#include "ui/kit/state_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/studio/block_desk.h"
#include "ui/templates/studio/block_palette.h"
#include "ui/templates/studio/property_words.h"
#include "ui/templates/studio/recompiled_words.h"
#include "ui/text/sentences.h"

#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QVBoxLayout>

namespace audience::ui {

using service::SavedBlockView;
using service::StudioService;

Json loadOf(const SavedBlockView &block, bool isLinked) {
    Json part = block.part;
    part.erase("id"); // it gets one of its own
    part["saved"] = Json{{"id", std::to_string(block.id)}};
    if (isLinked)
        part["saved"]["linked"] = true;
    return Json{{block.isSection ? "section" : "block", std::move(part)}};
}

void SavedBlocksModel::setBlocks(std::vector<SavedBlockView> blocks) {
    beginResetModel();
    m_blocks = std::move(blocks);
    endResetModel();
}

const SavedBlockView *SavedBlocksModel::at(const QModelIndex &index) const {
    return index.isValid() && std::size_t(index.row()) < m_blocks.size() ? &m_blocks[std::size_t(index.row())] : nullptr;
}

QModelIndex SavedBlocksModel::indexOf(std::int64_t id) const {
    for (std::size_t row = 0; row < m_blocks.size(); ++row)
        if (m_blocks[row].id == id)
            return index(int(row));
    return {};
}

QVariant SavedBlocksModel::data(const QModelIndex &index, int role) const {
    const SavedBlockView *block = at(index);
    if (!block)
        return {};
    const QString kind = kindName(toUtf8(kindOf(block->part)));
    const QString note = block->usedIn > 0 ? tr("%1, in %n templates", nullptr, block->usedIn).arg(kind) : tr("%1, in no template").arg(kind);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return toQString(block->name);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2").arg(toQString(block->name), note);
    case Qt::ToolTipRole: {
        QStringList names;
        for (const std::string &name : block->usedBy)
            names << toQString(name);
        return names.isEmpty() ? toQString(block->name) : tr("%1: in %2").arg(toQString(block->name), names.join(QStringLiteral(", ")));
    }
    case IdRole:
        return qint64(block->id);
    case NoteRole:
        return note;
    case IconRole:
        return kindIcon(toUtf8(kindOf(block->part)));
    default:
        return {};
    }
}

Qt::ItemFlags SavedBlocksModel::flags(const QModelIndex &index) const {
    return at(index) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren : Qt::NoItemFlags;
}

bool SavedBlocksModel::setData(const QModelIndex &index, const QVariant &value, int role) {
    const SavedBlockView *block = at(index);
    const QString name = value.toString().simplified();
    if (!block || role != Qt::EditRole || name.isEmpty())
        return false;
    if (name != toQString(block->name))
        Q_EMIT renameWanted(block->id, name);
    return true; // the list comes back with it
}

QStringList SavedBlocksModel::mimeTypes() const {
    return {QLatin1String(kBlockMime)};
}

QMimeData *SavedBlocksModel::mimeData(const QModelIndexList &indexes) const {
    const SavedBlockView *block = indexes.isEmpty() ? nullptr : at(indexes.first());
    return block ? blockMime(loadOf(*block, true)) : nullptr;
}

namespace {

constexpr int kRowTall = 46, kIcon = 16;

class SavedDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {100, Theme::instance().pixels(kRowTall)}; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const Tokens &t = tokens();
        const bool isChosen = option.state & QStyle::State_Selected;
        if (isChosen) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(t.accentSoft);
            painter->drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), 6, 6);
        }
        const auto place = [&](const QRect &rect) { return QStyle::visualRect(option.direction, option.rect, rect); };
        const int start = int(QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter));
        const QPixmap picture = iconPixmap(index.data(SavedBlocksModel::IconRole).toString(), isChosen ? t.accent : t.secondary, kIcon, qMax(2.0, painter->device()->devicePixelRatioF()));
        painter->drawPixmap(place(QRect(option.rect.left() + 8, option.rect.center().y() - kIcon / 2, kIcon, kIcon)), picture);
        const QRect words = option.rect.adjusted(kIcon + 16, 4, -6, -4);
        const int half = words.height() / 2;
        painter->setPen(isChosen ? t.accent : t.text);
        painter->setFont(Theme::instance().font(TypeRole::Medium));
        painter->drawText(place(QRect(words.left(), words.top(), words.width(), half)), start, painter->fontMetrics().elidedText(inOrder(index.data().toString()), Qt::ElideRight, words.width()));
        painter->setPen(t.secondary);
        painter->setFont(Theme::instance().font(TypeRole::Secondary));
        painter->drawText(place(QRect(words.left(), words.top() + half, words.width(), half)), start,
                          painter->fontMetrics().elidedText(index.data(SavedBlocksModel::NoteRole).toString(), Qt::ElideRight, words.width()));
        if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange)) {
            painter->setPen(QPen(t.accent, 2));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 2, -1, -2), 6, 6);
        }
        painter->restore();
    }
};

} // namespace

SavedBlocks::SavedBlocks(BlockDesk *desk, std::shared_ptr<service::Session> session, QWidget *parent)
    : QWidget(parent), m_desk(desk), m_session(std::move(session)), m_model(new SavedBlocksModel(this)) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kSmall);
    m_save = makeButton(QStringLiteral("saveBlock"), tr("Save selection"), "", "bookmark", this);
    m_name = new QLineEdit(this);
    m_name->setObjectName(QStringLiteral("saveBlockName"));
    m_name->setAccessibleName(tr("Name to save it under"));
    m_name->setPlaceholderText(tr("Name, then Enter"));
    m_name->setMaxLength(120);
    m_name->hide();
    m_list = new QListView(this);
    m_list->setObjectName(QStringLiteral("savedBlocks"));
    m_list->setAccessibleName(tr("Saved blocks"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new SavedDelegate(this));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setDragEnabled(true);
    m_list->setDragDropMode(QListView::DragOnly);
    m_list->setEditTriggers(QListView::EditKeyPressed);
    m_state = new StateView(QStringLiteral("savedBlocksState"), m_list, this);
    m_acts = new QWidget(this);
    auto *acts = new QVBoxLayout(m_acts);
    acts->setContentsMargins(0, 0, 0, 0);
    acts->setSpacing(space::kTiny);
    m_insert = makeButton(QStringLiteral("savedInsert"), tr("Insert, linked"), "", "link", m_acts);
    m_insert->setToolTip(tr("It follows the saved block: when that changes, this does"));
    m_copy = makeButton(QStringLiteral("savedCopy"), tr("Insert a copy"), "", "copy", m_acts);
    m_update = makeButton(QStringLiteral("savedUpdate"), {}, "", "refresh-cw", this);
    m_note = makeLabel({}, "secondary", m_acts);
    m_note->setWordWrap(true);
    m_rename = makeTool(QStringLiteral("savedRename"), tr("Rename"), "pencil", m_acts);
    m_remove = makeTool(QStringLiteral("savedRemove"), tr("Remove"), "trash-2", m_acts);
    auto *tools = makeRow(space::kTiny);
    tools->addWidget(m_note, 1);
    tools->addWidget(m_rename);
    tools->addWidget(m_remove);
    acts->addLayout(tools);
    acts->addWidget(m_insert);
    acts->addWidget(m_copy);
    layout->addWidget(m_save);
    layout->addWidget(m_name);
    layout->addWidget(m_update);
    layout->addWidget(m_state, 1);
    layout->addWidget(m_acts);
    connect(m_save, &QPushButton::clicked, this, &SavedBlocks::offerToSave);
    connect(m_name, &QLineEdit::returnPressed, this, &SavedBlocks::saveSelected);
    connect(m_insert, &QPushButton::clicked, this, [this] { insert(true); });
    connect(m_copy, &QPushButton::clicked, this, [this] { insert(false); });
    connect(m_list, &QListView::activated, this, [this] { insert(true); });
    connect(m_update, &QPushButton::clicked, this, &SavedBlocks::update);
    connect(m_rename, &QToolButton::clicked, this, [this] { m_list->edit(m_list->currentIndex()); });
    connect(m_remove, &QToolButton::clicked, this, &SavedBlocks::removeChosen);
    connect(m_state, &StateView::actionWanted, this, &SavedBlocks::reload);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &SavedBlocks::showActs);
    connect(m_model, &SavedBlocksModel::renameWanted, this, [this](qint64 id, const QString &name) {
        const SavedBlockView *block = m_model->at(m_model->indexOf(id));
        if (!block)
            return;
        SavedBlockView renamed = *block;
        renamed.name = toUtf8(name);
        save(renamed, [this](const SavedBlockView &, const service::Recompiled &) {});
    });
    connect(desk, &BlockDesk::selectionChanged, this, [this] {
        m_name->hide();
        showActs();
    });
    connect(desk, &BlockDesk::documentChanged, this, &SavedBlocks::showActs);
    reload();
    showActs();
}

// The library is read and written off the main thread; an error is told, and the list read again.
template <class Work, class Then> void SavedBlocks::work(Work work, Then then) {
    ++m_busy;
    inBackground(this, std::move(work), [this, then = std::move(then)](auto answer) {
        --m_busy;
        then(std::move(answer));
    });
}

void SavedBlocks::reload() {
    if (!m_session)
        return m_state->showEmpty(QStringLiteral("bookmark"), tr("Nothing saved yet"), tr("Select a part of the email and save it, to use it in others."));
    work([session = m_session] { return StudioService(*session).savedBlocks(); }, [this](Result<std::vector<SavedBlockView>> blocks) {
        if (!blocks)
            return m_state->showError(tr("The saved blocks cannot be read"), sentence(blocks.error()), tr("Try again"));
        const SavedBlockView *before = chosen();
        const std::int64_t id = before ? before->id : 0;
        m_model->setBlocks(*std::move(blocks));
        if (const QModelIndex index = m_model->indexOf(id); index.isValid())
            m_list->setCurrentIndex(index);
        if (m_model->rowCount() > 0)
            m_state->showContent();
        else
            m_state->showEmpty(QStringLiteral("bookmark"), tr("Nothing saved yet"), tr("Select a part of the email and save it, to use it in others."));
        showActs();
    });
}

const SavedBlockView *SavedBlocks::chosen() const {
    return m_model->at(m_list->currentIndex());
}

// The saved block that the selected part came from, when the part says something else than it by now.
const SavedBlockView *SavedBlocks::originalOfSelection() const {
    const Json *part = m_desk->selected().empty() || m_desk->selected() == "page" ? nullptr : m_desk->document().part(m_desk->selected());
    const Json *saved = part ? jsonMember(*part, "saved") : nullptr;
    const SavedBlockView *original = saved ? m_model->at(m_model->indexOf(toQString(jsonText(*saved, "id")).toLongLong())) : nullptr;
    return original;
}

// A part as the library keeps it: without its id and what belongs to the place it stood in.
static Json cleaned(Json part) {
    for (const char *name : {"saved", "locked"})
        part.erase(name);
    return part;
}

void SavedBlocks::showActs() {
    const SavedBlockView *block = chosen();
    m_acts->setVisible(block != nullptr);
    if (block)
        m_note->setText(block->usedIn > 0 ? tr("In %n templates", nullptr, block->usedIn) : tr("In no template yet"));
    const model::PartKind kind = model::partKind(m_desk->document(), m_desk->selected());
    m_save->setEnabled(m_session && (kind == model::PartKind::Section || kind == model::PartKind::Block));
    m_save->setToolTip(m_save->isEnabled() ? QString() : tr("Select a section or a block of the email first"));
    const SavedBlockView *original = originalOfSelection();
    m_update->setVisible(original != nullptr);
    if (original)
        m_update->setText(original->usedIn > 0 ? tr("Update everywhere (%n templates)", nullptr, original->usedIn) : tr("Update the saved block"));
    m_update->setToolTip(original ? tr("\"%1\" becomes what is selected here").arg(toQString(original->name)) : QString());
}

void SavedBlocks::insert(bool isLinked) {
    if (const SavedBlockView *block = chosen())
        insertAtSelection(m_desk, tr("Insert a saved block"), loadOf(*block, isLinked));
}

void SavedBlocks::offerToSave() {
    const Json *part = m_desk->document().part(m_desk->selected());
    if (!part || !m_save->isEnabled())
        return;
    m_name->setText(titleOf(*part));
    m_name->show();
    m_name->setFocus();
    m_name->selectAll();
}

void SavedBlocks::save(const SavedBlockView &value, const std::function<void(const SavedBlockView &, const service::Recompiled &)> &then) {
    struct Done {
        Result<SavedBlockView> block = Error();
        service::Recompiled made;
    };
    work([session = m_session, value] {
        Done done;
        done.block = StudioService(*session).saveBlock(value, &done.made);
        return done;
    }, [this, then](const Done &done) {
        if (done.block) {
            then(*done.block, done.made);
            Q_EMIT touchedWorkspace();
        } else {
            Q_EMIT failed(done.block.error());
        }
        reload();
    });
}

void SavedBlocks::saveSelected() {
    const std::string id = m_desk->selected();
    const Json *part = m_desk->document().part(id);
    const QString name = m_name->text().simplified();
    if (!part || name.isEmpty())
        return;
    SavedBlockView value;
    value.name = toUtf8(name);
    value.isSection = kindOf(*part) == QLatin1String("section");
    value.part = cleaned(*part);
    m_name->hide();
    m_list->setFocus();
    save(value, [this, id](const SavedBlockView &saved, const service::Recompiled &) {
        // From now on the part follows what was made of it.
        m_desk->apply(tr("Save a block for other emails"), model::setPartProperty(m_desk->document(), id, "saved", Json{{"id", std::to_string(saved.id)}, {"linked", true}}));
        Q_EMIT said(tr("\"%1\" can be used in every email now").arg(toQString(saved.name)));
    });
}

void SavedBlocks::update() {
    const SavedBlockView *original = originalOfSelection();
    const Json *part = m_desk->document().part(m_desk->selected());
    if (!original || !part)
        return;
    SavedBlockView value = *original;
    const Json before = value.part;
    value.part = cleaned(*part);
    save(value, [this, before](const SavedBlockView &saved, const service::Recompiled &made) {
        const auto back = [this, saved, before] {
            SavedBlockView value = saved;
            value.part = before;
            save(value, [](const SavedBlockView &, const service::Recompiled &) {});
        };
        const int count = int(made.templates.size());
        Q_EMIT saidWithUndo(withLeftTemplates(count > 0 ? tr("Updated in %n templates", nullptr, count) : tr("The saved block is up to date"), made), back);
    });
}

void SavedBlocks::removeChosen() {
    const SavedBlockView *block = chosen();
    if (!block)
        return;
    work([session = m_session, id = block->id] { return StudioService(*session).removeBlock(id); }, [this, id = block->id, name = toQString(block->name)](const Result<void> &done) {
        if (!done) {
            Q_EMIT failed(done.error());
            return reload();
        }
        Q_EMIT touchedWorkspace();
        reload();
        Q_EMIT saidWithUndo(tr("\"%1\" is removed; emails keep it as a copy").arg(name), [this, id] {
            work([session = m_session, id] { return StudioService(*session).restoreBlock(id); }, [this](const Result<SavedBlockView> &back) {
                if (!back)
                    Q_EMIT failed(back.error());
                Q_EMIT touchedWorkspace();
                reload();
            });
        });
    });
}

} // namespace audience::ui
