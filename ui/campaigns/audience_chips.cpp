#include "ui/campaigns/audience_chips.h"

#include "qbase/convert.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/picker.h"
#include "ui/kit/widgets.h"

#include <algorithm>

namespace audience::ui {

static const QString kTakeOut = QStringLiteral("out");

AudienceChips::AudienceChips(QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("audienceChips"));
    m_layout = new FlowLayout(this, 6);
    m_layout->setContentsMargins(0, 0, 0, 0);
}

QString AudienceChips::nameOf(SegmentId id) const {
    for (const auto &segment : m_segments)
        if (segment.id == id)
            return toQString(segment.name);
    return id.isValid() ? tr("A segment that is gone") : tr("Choose a segment");
}

void AudienceChips::show(const model::Campaign &campaign) {
    std::vector<SegmentId> in{campaign.segment};
    in.insert(in.end(), campaign.alsoSegments.begin(), campaign.alsoSegments.end());
    QStringList names;
    for (const auto &ids : {in, campaign.butNot})
        for (const SegmentId id : ids)
            names << nameOf(id);
    // A chip that has the keyboard stays where nothing changed.
    if (in == m_in && campaign.butNot == m_out && names == m_names)
        return;
    m_in = std::move(in);
    m_out = campaign.butNot;
    m_names = names;
    clearLayout(m_layout);
    for (int i = 0; i < int(m_in.size()); ++i)
        addChip(List::In, i);
    addPlus(List::In, QStringLiteral("campaignAlso"), tr("Add people of another segment"));
    if (!m_out.empty()) {
        auto *words = makeLabel(tr("but not"), "secondary", this);
        words->setMinimumHeight(24);
        m_layout->addWidget(words);
    }
    for (int i = 0; i < int(m_out.size()); ++i)
        addChip(List::Out, i);
    if (m_out.empty()) {
        auto *leaveOut = makeButton(QStringLiteral("campaignButNot"), tr("but not…"), "word", nullptr, this);
        leaveOut->setAccessibleName(tr("Leave out the people of a segment"));
        connect(leaveOut, &QPushButton::clicked, this, [this, leaveOut] { pick(leaveOut, List::Out, 0); });
        m_layout->addWidget(leaveOut);
    } else {
        addPlus(List::Out, QStringLiteral("campaignButNot"), tr("Leave out another segment"));
    }
}

void AudienceChips::choose() {
    const auto isThere = [this](SegmentId id) { return std::any_of(m_segments.begin(), m_segments.end(), [id](const auto &segment) { return segment.id == id; }); };
    for (const List list : {List::In, List::Out})
        for (int i = 0; i < int(of(list).size()); ++i)
            if (!isThere(of(list)[std::size_t(i)]))
                return pick(chip(nameOfChip(list, i)), list, i);
}

// Of the chips that stand here now; older ones of that name may still be children.
QWidget *AudienceChips::chip(const QString &name) const {
    for (int i = 0; i < m_layout->count(); ++i)
        if (QWidget *chip = m_layout->itemAt(i)->widget(); chip && chip->objectName() == name)
            return chip;
    return nullptr;
}

QString AudienceChips::nameOfChip(List list, int index) {
    const QString part = list == List::In ? QStringLiteral("campaignSegment") : QStringLiteral("campaignWithout");
    return index == 0 ? part : part + QString::number(index + 1);
}

void AudienceChips::addChip(List list, int index) {
    const QString name = nameOf(of(list)[std::size_t(index)]);
    auto *chip = makeButton(nameOfChip(list, index), name, list == List::In ? "joint" : "chip", nullptr, this);
    chip->setAccessibleName(list == List::In ? tr("Segment %1 gets it; change it").arg(name) : tr("Segment %1 is left out; change it").arg(name));
    chip->setMaximumWidth(320);
    connect(chip, &QPushButton::clicked, this, [this, chip, list, index] { pick(chip, list, index); });
    m_layout->addWidget(chip);
}

void AudienceChips::addPlus(List list, const QString &objectName, const QString &words) {
    auto *plus = makeButton(objectName, {}, "word", "plus", this);
    plus->setAccessibleName(words);
    plus->setToolTip(words);
    connect(plus, &QPushButton::clicked, this, [this, plus, list] { pick(plus, list, int(of(list).size())); });
    m_layout->addWidget(plus);
}

void AudienceChips::pick(QWidget *anchor, List list, int index) {
    const bool isNew = index >= int(of(list).size());
    QList<PickerItem> items;
    // The first segment has to be there; everything else can go.
    if (!isNew && (list == List::Out || of(list).size() > 1))
        items.append({kTakeOut, tr("Take it out"), {}, QStringLiteral("x")});
    for (const auto &segment : m_segments) {
        const auto isIn = [&](const std::vector<SegmentId> &ids) { return std::find(ids.begin(), ids.end(), segment.id) != ids.end(); };
        const bool isThis = !isNew && of(list)[std::size_t(index)] == segment.id;
        if (isThis || (!isIn(m_in) && !isIn(m_out)))
            items.append({QString::number(segment.id.value), toQString(segment.name), {}, QStringLiteral("users")});
    }
    const QString current = isNew ? QString() : QString::number(of(list)[std::size_t(index)].value);
    Picker::pickOne(anchor, items, current, [this, list, index, isNew, name = anchor->objectName()](const QStringList &ids) {
        auto in = m_in, out = m_out;
        auto &changed = list == List::In ? in : out;
        if (ids.first() == kTakeOut)
            changed.erase(changed.begin() + index);
        else if (isNew)
            changed.push_back(SegmentId{ids.first().toLongLong()});
        else
            changed[std::size_t(index)] = SegmentId{ids.first().toLongLong()};
        Q_EMIT this->changed(in, out);
        // The chips are new ones now; the keyboard stays where it was.
        QMetaObject::invokeMethod(this, [this, name] {
            if (QWidget *again = chip(name))
                again->setFocus(Qt::OtherFocusReason);
        }, Qt::QueuedConnection);
    });
}

} // namespace audience::ui
