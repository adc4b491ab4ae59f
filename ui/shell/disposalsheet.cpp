// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/disposalsheet.h"

#include "ui/parts/erasewords.h"
#include "ui/parts/sentence.h"
#include "ui/parts/spacing.h"

#include <QLocale>
#include <QVBoxLayout>

namespace updesk
{

static constexpr int kRest = 340; // what stands over and under the table
static constexpr int kPanel = 900;

DisposalSheet::DisposalSheet(Session &session, QWidget *window)
    : SheetDialog(window),
      m_session(session),
      m_model(new DisposalModel(this)),
      m_table(new SheetTable(*m_model, {DisposalModel::Customer, DisposalModel::HeldBy})),
      m_words(new TextLabel(QString(), Type::Body)),
      m_count(new Field(tr("&Number of persons"), LabelPlace::Beside)),
      m_erase(new Button(tr("&Erase for good"), ButtonKind::Primary))
{
    setObjectName(QStringLiteral("disposal"));
    setPanel(kPanel);
    setHead(tr("Customers without business"), {}, Icon::Lock);
    setEscWords(tr("erases nobody"));
    setBody(makeBody());
    m_erase->setObjectName(QStringLiteral("disposal.erase"));
    foot()->addStretch();
    foot()->addWidget(m_erase);
    connect(m_erase, &Button::clicked, this, &DisposalSheet::erase);
    connect(m_table, &SheetTable::openWanted, this, &DisposalSheet::toggle);
    connect(themeChanges(), &ThemeChanges::changed, this, &DisposalSheet::fit);
}

QWidget *DisposalSheet::makeBody()
{
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kSpace24, kSpace8, kSpace24, kSpace16);
    column->setSpacing(kSpace8);
    m_words->setObjectName(QStringLiteral("disposal.words"));
    m_words->setWordWrap(true);
    m_table->setObjectName(QStringLiteral("disposal.table"));
    m_table->setAccessibleName(tr("Customers, the longest without business first"));
    auto *note = new TextLabel(
        tr("Enter takes a customer out or in again. %1").arg(eraseNotice()), Type::Caption, Colour::Text2);
    note->setWordWrap(true);
    m_count->edit()->setObjectName(QStringLiteral("disposal.count"));
    column->addWidget(m_words);
    column->addWidget(m_table);
    column->addWidget(note);
    column->addWidget(m_count);
    return body;
}

void DisposalSheet::open()
{
    m_count->edit()->clear();
    m_count->setError({});
    read();
    fit();
    openSheet(m_table);
}

void DisposalSheet::read()
{
    const auto rules = m_session.rules();
    auto list = disposalList(m_session);
    if (!list || !rules)
        return m_words->setText(sentence(!list ? list.error() : rules.error()));
    const auto free = list->proposed.size();
    m_words->setText(list->months == 0
            ? tr("This store proposes nobody. Settings, Store says after how many months it does.")
            : tr("Without business for %1 months. Could be erased: %2. Held back: %3.")
                  .arg(list->months)
                  .arg(free)
                  .arg(list->held.size()));
    const Person *person = (*rules)->person(m_session.person());
    const bool may = person && person->active && (person->role == Role::Manager || person->role == Role::Principal);
    m_count->setVisible(may && free > 0);
    m_erase->setEnabled(may && free > 0);
    m_model->show(std::move(*list), DeskWords(*rules));
    m_table->setVisible(m_model->rowCount() > 0);
    if (m_model->rowCount() > 0)
        m_table->setCurrentIndex(m_model->index(0, 0));
    m_count->setNote(tr("Type %1 to erase them.").arg(m_model->marked().size()));
}

void DisposalSheet::fit()
{
    m_table->fitHeight(m_model->rowCount(), window()->height() - scaled(kRest));
    place();
}

void DisposalSheet::toggle()
{
    m_model->toggle(m_table->currentIndex().row());
    m_count->setNote(tr("Type %1 to erase them.").arg(m_model->marked().size()));
}

// The second step: whoever types the number has seen how many they are.
void DisposalSheet::erase()
{
    const auto chosen = m_model->marked();
    const int typed = QLocale().toInt(m_count->edit()->text().trimmed());
    const bool fits = !chosen.empty() && typed == int(chosen.size());
    m_count->setError(fits ? QString() : tr("This is not the number of persons. Nobody was erased."));
    place();
    if (!fits)
        return m_count->edit()->setFocus();
    const auto done = disposeOf(m_session, chosen, typed);
    if (!done) {
        m_count->setError(sentence(done.error()));
        return place();
    }
    QString words = tr("Erased: %1. Kept, since something came up: %2.").arg(done->erased).arg(done->kept);
    if (done->waits)
        words += u' ' + tr("The server does it on every computer as soon as it is reached.");
    if (done->failed)
        words += u' ' + sentence(*done->failed);
    closeSheet();
    Q_EMIT said(words);
}

void DisposalSheet::resizeEvent(QResizeEvent *event)
{
    SheetDialog::resizeEvent(event);
    if (isOpen())
        fit();
}

} // namespace updesk
