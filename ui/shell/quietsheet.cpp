// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/quietsheet.h"

#include "ui/parts/regiontime.h"
#include "ui/parts/spacing.h"

#include <QKeyEvent>
#include <QVBoxLayout>

namespace updesk
{

QuietSheet::QuietSheet(QWidget *window)
    : SheetDialog(window),
      m_from(new Field(tr("&From"), LabelPlace::Beside)),
      m_to(new Field(tr("&Until"), LabelPlace::Beside))
{
    setObjectName(QStringLiteral("quietHours"));
    setPanel(460);
    setHead(tr("Do not disturb every day"), {}, Icon::Moon);
    setEscWords(tr("changes nothing"));
    askBeforeDropping();
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kSpace24, kSpace16, kSpace24, kSpace16);
    column->setSpacing(kSpace8);
    auto *words = new TextLabel(
        tr("In these hours nothing pops up and nothing sounds. News waits in the notices. Empty both for none."),
        Type::Body, Colour::Text2);
    words->setWordWrap(true);
    column->addWidget(words);
    m_from->edit()->setObjectName(QStringLiteral("quietHours.from"));
    m_to->edit()->setObjectName(QStringLiteral("quietHours.to"));
    for (Field *field : {m_from, m_to}) {
        field->edit()->setPlaceholderText(regionTime(field == m_from ? QTime(12, 0) : QTime(13, 0)));
        column->addWidget(field);
    }
    setBody(body);
    auto *keep = new Button(tr("&Keep these hours"), ButtonKind::Primary);
    keep->setObjectName(QStringLiteral("quietHours.keep"));
    keep->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Return));
    foot()->addStretch();
    foot()->addWidget(keep);
    connect(keep, &Button::clicked, this, &QuietSheet::keep);
}

void QuietSheet::openFor(const QuietHours &hours)
{
    m_from->edit()->setText(hours.isSet() ? regionTime(hours.from) : QString());
    m_to->edit()->setText(hours.isSet() ? regionTime(hours.to) : QString());
    m_from->setError({});
    m_to->setError({});
    openSheet(m_from->edit());
    m_from->edit()->selectAll();
}

void QuietSheet::keep()
{
    QuietHours hours;
    bool readable = true;
    const bool none = m_from->edit()->text().trimmed().isEmpty() && m_to->edit()->text().trimmed().isEmpty();
    for (auto [field, time] : {std::pair{m_from, &hours.from}, std::pair{m_to, &hours.to}}) {
        const auto typed = typedTime(field->edit()->text());
        readable = readable && (none || typed);
        field->setError(none || typed ? QString() : tr("Type a time: “12:30”, “1pm”."));
        *time = typed.value_or(QTime());
    }
    if (readable && !none && !hours.isSet()) {
        m_to->setError(tr("The hours end when they begin. Type a later time."));
        readable = false;
    }
    place();
    if (!readable)
        return;
    closeSheet();
    Q_EMIT kept(hours);
}

void QuietSheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return keep();
    SheetDialog::keyPressEvent(event);
}

} // namespace updesk
