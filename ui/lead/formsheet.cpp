// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/formsheet.h"

#include "ui/parts/announce.h"
#include "ui/parts/moneytyping.h"
#include "ui/parts/regiontime.h"
#include "ui/parts/spacing.h"

#include <QGridLayout>
#include <QKeyEvent>

namespace updesk
{

static constexpr int kPanel = 620, kColumns = 2;

FormSheet::FormSheet(QWidget *window, const QString &name)
    : SheetDialog(window),
      m_form(new QWidget),
      m_grid(new QGridLayout(m_form)),
      m_error(new TextLabel(QString(), Type::Body, Colour::Bad))
{
    setObjectName(name);
    setPanel(kPanel);
    setEscWords(tr("changes nothing"));
    askBeforeDropping();
    m_grid->setContentsMargins(kSpace24, kSpace16, kSpace24, kSpace16);
    m_grid->setHorizontalSpacing(kSpace16);
    m_grid->setVerticalSpacing(kSpace8);
    m_error->setObjectName(nameOf("error"));
    m_error->setWordWrap(true);
}

Field *FormSheet::addField(const char *name, const QString &label)
{
    auto *made = new Field(label);
    made->edit()->setObjectName(nameOf(name));
    m_fields.push_back(made);
    add(made, Qt::AlignTop); // what is wrong with one leaves its neighbour in line
    return made;
}

void FormSheet::add(QWidget *widget, Qt::Alignment alignment)
{
    m_grid->addWidget(widget, m_place / kColumns, m_place % kColumns, alignment);
    ++m_place;
}

void FormSheet::addWide(QWidget *widget)
{
    const int row = (m_place + kColumns - 1) / kColumns;
    m_grid->addWidget(widget, row, 0, 1, kColumns);
    m_place = (row + 1) * kColumns;
}

void FormSheet::endBody()
{
    addWide(m_error);
    m_error->hide();
    setBody(m_form);
}

QString FormSheet::typed(int entry) const { return field(entry)->edit()->text().simplified(); }

bool FormSheet::readNumber(int entry, int &to)
{
    QString text = typed(entry);
    text.remove(u' '); // "61 200"
    bool number = true;
    to = text.isEmpty() ? 0 : regionLocale().toInt(text, &number);
    const bool good = number && to >= 0;
    field(entry)->setError(good ? QString() : tr("Type a whole number."));
    return good;
}

bool FormSheet::readMoney(int entry, qint64 &to, Amount amount)
{
    const auto read = moneyTyped(typed(entry));
    const bool good = read && (amount == Amount::Any || *read >= 0);
    field(entry)->setError(good ? QString() : tr("Type an amount: “33,480” or “33,480.50”."));
    to = read.value_or(0);
    return good;
}

void FormSheet::clearErrors()
{
    m_error->hide();
    for (Field *one : m_fields)
        one->setError({});
}

void FormSheet::fail(const QString &words)
{
    m_error->setText(words);
    m_error->show();
    announce(m_error, words);
    place();
}

void FormSheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return save();
    SheetDialog::keyPressEvent(event);
}

} // namespace updesk
