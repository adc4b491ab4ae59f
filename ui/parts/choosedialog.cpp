// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/choosedialog.h"

#include "core/base/text.h"
#include "ui/parts/field.h"
#include "ui/parts/spacing.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace updesk
{

namespace
{

constexpr int kMostRows = 9;

} // namespace

ChooseDialog::ChooseDialog(QWidget *window, const QString &title, const QString &prompt, std::vector<Choice> choices)
    : SheetDialog(window), m_choices(std::move(choices)), m_edit(new QLineEdit)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setHead(title);
    setEscWords(tr("changes nothing"));
    setPanel(420);
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kSpace24, kSpace8, kSpace24, kSpace24);
    column->setSpacing(kSpace12);
    column->addWidget(new Field(prompt, m_edit));
    m_edit->setObjectName(QStringLiteral("choose.edit"));
    m_edit->installEventFilter(this);
    if (!m_choices.empty()) {
        m_list = new QListWidget;
        m_list->setObjectName(QStringLiteral("choose.list"));
        m_list->setAccessibleName(title);
        m_list->setFocusPolicy(Qt::NoFocus);
        m_list->setUniformItemSizes(true);
        m_list->setFixedHeight(scaled(30) * std::min(int(m_choices.size()), kMostRows) + 4);
        column->addWidget(m_list);
        connect(m_list, &QListWidget::itemClicked, this, &ChooseDialog::take);
        narrow({});
    }
    setBody(body);
    connect(m_edit, &QLineEdit::textEdited, this, &ChooseDialog::narrow);
    connect(m_edit, &QLineEdit::returnPressed, this, &ChooseDialog::take);
    connect(this, &SheetDialog::closed, this, &QObject::deleteLater);
}

// A name counts from the front of any of its words: "om" finds Omar Haddad, not Tom. And "3" of "15 minutes, until
// 3:00" is no number of minutes.
bool ChooseDialog::fits(const Choice &choice, const QString &wanted)
{
    if (!choice.number.isEmpty())
        return choice.number.startsWith(wanted);
    const QStringList words = foldedWords(choice.words);
    return std::any_of(words.begin(), words.end(), [&](const QString &w) { return w.startsWith(wanted); })
        || folded(choice.words).startsWith(wanted);
}

void ChooseDialog::narrow(const QString &typed)
{
    if (!m_list)
        return;
    const QString wanted = folded(typed.trimmed());
    m_list->clear();
    for (int i = 0; i < int(m_choices.size()); ++i) {
        const Choice &choice = m_choices[std::size_t(i)];
        const bool whole = !wanted.isEmpty() && (folded(choice.letter) == wanted || choice.number == wanted);
        if (whole) {
            m_list->clear();
        } else if (!fits(choice, wanted)) {
            continue;
        }
        auto *item = new QListWidgetItem(
            choice.letter.isEmpty() ? choice.words : tr("%1  %2", "key and words").arg(choice.letter, choice.words),
            m_list);
        item->setData(Qt::UserRole, i);
        item->setSizeHint(QSize(0, scaled(30)));
        if (whole) {
            m_list->setCurrentRow(0);
            take();
            return;
        }
    }
    m_list->setCurrentRow(0);
}

void ChooseDialog::openAt(int row)
{
    open();
    if (m_list)
        m_list->setCurrentRow(row);
}

void ChooseDialog::take()
{
    const QString typed = m_edit->text().trimmed();
    if (!m_list) {
        if (typed.isEmpty() && !m_mayBeEmpty)
            return;
        closeSheet();
        Q_EMIT chosen(-1, typed);
        return;
    }
    const QListWidgetItem *item = m_list->currentItem();
    if (!item)
        return;
    const int choice = item->data(Qt::UserRole).toInt();
    closeSheet();
    Q_EMIT chosen(choice, typed);
}

bool ChooseDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress && m_list) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            const int row = m_list->currentRow() + (key == Qt::Key_Down ? 1 : -1);
            m_list->setCurrentRow(std::clamp(row, 0, std::max(0, m_list->count() - 1)));
            return true;
        }
    }
    return SheetDialog::eventFilter(watched, event);
}

} // namespace updesk
