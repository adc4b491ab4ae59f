// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/mergesheet.h"

#include "ui/lead/leadwords.h"
#include "ui/lead/matchtable.h"
#include "ui/lead/mergeline.h"
#include "ui/parts/announce.h"
#include "ui/parts/matchwords.h"
#include "ui/parts/spacing.h"

#include <QKeyEvent>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace updesk
{

static QString fieldName(MergeField field)
{
    switch (field) {
    case MergeField::First:
        return MergeSheet::tr("First name");
    case MergeField::Last:
        return MergeSheet::tr("Last name");
    case MergeField::Full:
        return MergeSheet::tr("Full name");
    case MergeField::Company:
        return MergeSheet::tr("Company");
    case MergeField::DmsNumber:
        return MergeSheet::tr("DMS number");
    case MergeField::Language:
        break;
    }
    return MergeSheet::tr("Language");
}

MergeSheet::MergeSheet(QWidget *window) : SheetDialog(window), m_do(new Button(tr("&Merge"), ButtonKind::Primary))
{
    setObjectName(QStringLiteral("lead.merge"));
    setPanel(760);
    setHead(tr("Merge two customers"), {}, Icon::Merge);
    setEscWords(tr("merges nothing"));
    m_do->setObjectName(QStringLiteral("lead.merge.do"));
    m_do->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Return));
    auto *apart = new Button(tr("&Not the same person"));
    apart->setObjectName(QStringLiteral("lead.merge.apart"));
    auto *household = new Button(tr("Same &household"));
    household->setObjectName(QStringLiteral("lead.merge.household"));
    foot()->addWidget(apart);
    foot()->addWidget(household);
    foot()->addStretch();
    foot()->addWidget(m_do);
    connect(apart, &Button::clicked, this, [this] { finish(m_ways.apart()); });
    connect(household, &Button::clicked, this, [this] { finish(m_ways.household()); });
    connect(m_do, &Button::clicked, this, &MergeSheet::run);
}

void MergeSheet::openFor(const MergeView &view, const LeadWords &words, Ways ways)
{
    m_view = view;
    m_ways = std::move(ways);
    m_lines.clear();
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kSpace24, kSpace16, kSpace24, kSpace16);
    column->setSpacing(kSpace8);
    addMatch(*column, words);
    auto *how = new TextLabel(
        tr("Left is the customer of this lead. 1 keeps the left value, 2 the right one."), Type::Body, Colour::Text2);
    how->setWordWrap(true);
    column->addWidget(how);
    for (int field = 0; field < kMergeFieldCount; ++field)
        addLine(*column, MergeField(field));
    how->setVisible(!m_lines.empty());
    m_result = new TextLabel(QString(), Type::BodyMedium);
    m_result->setObjectName(QStringLiteral("lead.merge.result"));
    m_error = new TextLabel(QString(), Type::Body, Colour::Bad);
    m_error->setObjectName(QStringLiteral("lead.merge.error"));
    for (TextLabel *label : {m_result, m_error}) {
        label->setWordWrap(true);
        column->addWidget(label);
    }
    m_error->hide();
    addKept(*column, words);
    setBody(body);
    refresh();
    openSheet(m_lines.empty() ? static_cast<QWidget *>(m_do) : m_lines.front());
}

// Why they are here beside each other: how alike they are, and in what.
void MergeSheet::addMatch(QVBoxLayout &column, const LeadWords &words)
{
    setHead(tr("Merge two customers"),
        m_view.match.percent > 0 ? tr("%1 alike").arg(matchPercent(m_view.match.percent)) : QString(), Icon::Merge);
    column.addWidget(new MatchTable(matchCells(m_view.left, m_view.right, m_view.match), words));
    column.addSpacing(kSpace8);
}

QString MergeSheet::shown(const Customer &customer, MergeField field) const
{
    const QString value = mergeValue(customer, field).trimmed();
    if (field != MergeField::Language || value.isEmpty())
        return value;
    const QLocale language(value);
    return language.language() == QLocale::C ? value : QLocale::languageToString(language.language());
}

// The full name follows the parts, where there are parts to choose.
void MergeSheet::addLine(QVBoxLayout &column, MergeField field)
{
    const bool parts = m_view.plan.of(MergeField::First).differs || m_view.plan.of(MergeField::Last).differs;
    if (!m_view.plan.of(field).differs || (field == MergeField::Full && parts))
        return;
    auto *line =
        new MergeLine(fieldName(field), shown(m_view.left.customer, field), shown(m_view.right.customer, field));
    line->setObjectName(QStringLiteral("lead.merge.field%1").arg(int(field)));
    line->setSide(m_view.plan.of(field).side);
    connect(line, &MergeLine::chosen, this, [this, field](Side side) { choose(field, side); });
    connect(line, &MergeLine::left, this, &MergeSheet::move);
    m_lines.push_back(line);
    column.addWidget(line);
}

/// What of both stays without a choice: numbers, addresses, histories.
void MergeSheet::addKept(QVBoxLayout &column, const LeadWords &words)
{
    QStringList phones, emails;
    for (const CustomerCard *card : {&m_view.left, &m_view.right}) {
        for (const Phone &phone : card->phones)
            phones << (phone.e164.isEmpty() ? phone.typed : words.phone(phone.e164));
        for (const Email &email : card->emails)
            emails << (email.typed.isEmpty() ? email.address : email.typed);
    }
    phones.removeDuplicates();
    emails.removeDuplicates();
    QStringList lines;
    if (!phones.isEmpty())
        lines << tr("Phones kept: %1").arg(QLocale().createSeparatedList(phones));
    if (!emails.isEmpty())
        lines << tr("Emails kept: %1").arg(QLocale().createSeparatedList(emails));
    lines << tr("Leads, history and consent of both are kept. A “no” to calls or texts stays a no.");
    if (m_view.plan.twoDmsNumbers)
        lines << tr("Your DMS has this customer twice. Merge them there too.");
    for (const QString &line : lines) {
        auto *label = new TextLabel(line, Type::Body, Colour::Text2);
        label->setWordWrap(true);
        column.addWidget(label);
    }
}

void MergeSheet::choose(MergeField field, Side side)
{
    m_view.plan.fields[std::size_t(field)].side = side;
    // What only follows: the full name goes with its parts while both come from one side.
    if (field == MergeField::First || field == MergeField::Last) {
        const Side first = m_view.plan.of(MergeField::First).side;
        if (first == m_view.plan.of(MergeField::Last).side)
            m_view.plan.fields[std::size_t(MergeField::Full)].side = first;
    }
    for (MergeLine *line : m_lines)
        if (line->objectName().endsWith(QString::number(int(field))))
            line->setSide(side);
    refresh();
    announce(m_result, m_result->text());
}

void MergeSheet::move(int step)
{
    const auto at = std::ranges::find(m_lines, focusWidget());
    const auto to = at - m_lines.begin() + step;
    if (to >= std::ptrdiff_t(m_lines.size()))
        m_do->setFocus(Qt::TabFocusReason);
    else if (at != m_lines.end() && to >= 0)
        m_lines[std::size_t(to)]->setFocus(Qt::TabFocusReason);
}

QString MergeSheet::resultWords() const
{
    const auto kept = [this](MergeField field) {
        const Customer &from = m_view.plan.of(field).side == Side::Left ? m_view.left.customer : m_view.right.customer;
        return shown(from, field);
    };
    QString name = tr("%1 %2", "first and last name").arg(kept(MergeField::First), kept(MergeField::Last)).simplified();
    if (name.isEmpty())
        name = kept(MergeField::Full);
    QStringList parts{name, kept(MergeField::Company), kept(MergeField::DmsNumber), kept(MergeField::Language)};
    parts.removeAll(QString());
    return tr("Becomes: %1").arg(parts.join(QStringLiteral(", ")));
}

void MergeSheet::refresh()
{
    m_result->setText(resultWords());
    m_do->setEnabled(!m_view.plan.twoGenerations);
    m_error->setVisible(m_view.plan.twoGenerations || m_view.plan.oneGeneration);
    if (m_view.plan.twoGenerations)
        m_error->setText(tr("One is Jr. and the other Sr.: two people. They stay apart."));
    else if (m_view.plan.oneGeneration)
        m_error->setText(tr("Only one of them says %1. Merge only if you know that it is one person.")
                             .arg(m_view.left.customer.suffix + m_view.right.customer.suffix));
    place();
}

void MergeSheet::run()
{
    if (!m_do->isEnabled())
        return;
    finish(m_ways.merge(m_view.plan));
}

void MergeSheet::finish(const QString &refused)
{
    if (refused.isEmpty())
        return closeSheet();
    m_error->setText(refused);
    m_error->show();
    announce(m_error, refused);
    place();
}

void MergeSheet::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers() & Qt::ControlModifier)
        return run();
    SheetDialog::keyPressEvent(event);
}

} // namespace updesk
