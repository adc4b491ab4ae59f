// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingsection.h"

#include "core/base/text.h"
#include "ui/parts/spacing.h"

#include <QBoxLayout>
#include <QEvent>
#include <QPainter>

namespace updesk
{

static constexpr int kLabel = 154;

SettingRow::SettingRow(const QString &label)
    : m_label(new TextLabel(label)),
      m_note(new TextLabel(QString(), Type::Caption, Colour::Hint)),
      m_controls(new QHBoxLayout)
{
    m_label->setWordWrap(true);
    m_note->setWordWrap(true);
    m_note->hide();
    m_controls->setSpacing(kSpace8);
    m_controls->addStretch();
    auto *right = new QVBoxLayout;
    right->setSpacing(kSpace4);
    right->addLayout(m_controls);
    right->addWidget(m_note);
    m_line = new QHBoxLayout(this);
    m_line->setContentsMargins(kSpace4, kSpace4, kSpace4, kSpace4);
    m_line->setSpacing(kSpace12);
    m_line->addWidget(m_label, 0, Qt::AlignTop);
    m_line->addLayout(right, 1);
    const auto fit = [this] {
        m_label->setFixedWidth(scaled(kLabel));
        m_label->setMinimumHeight(scaled(28));
    };
    fit();
    connect(themeChanges(), &ThemeChanges::changed, this, fit);
}

void SettingRow::place(QWidget *control)
{
    control->setAccessibleDescription(m_label->text());
    m_controls->insertWidget(m_controls->count() - 1, control);
}

TextLabel *SettingRow::addText()
{
    auto *text = new TextLabel(QString());
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text->setAccessibleName(m_label->text());
    m_controls->insertWidget(m_controls->count() - 1, text, 1);
    m_controls->setStretch(m_controls->count() - 1, 0);
    text->setMinimumHeight(scaled(28));
    m_texts.push_back(text);
    return text;
}

void SettingRow::setNote(const QString &words)
{
    m_note->setText(words);
    m_note->setVisible(!words.isEmpty());
}

void SettingRow::setNoteColour(Colour colour) { m_note->setColour(colour); }

void SettingRow::turn(bool narrow)
{
    m_line->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_line->setSpacing(narrow ? 0 : kSpace12);
}

QString SettingRow::note() const { return m_note->text(); }

bool SettingRow::matches(const QString &sought) const
{
    QString all = m_label->text() + u' ' + m_note->text();
    for (const TextLabel *text : m_texts)
        all += u' ' + text->text();
    return folded(all).contains(folded(sought));
}

SettingSection::SettingSection(const QString &title, const QString &note)
    : m_title(title), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, kSpace16);
    m_column->setSpacing(kSpace4);
    auto *head = new QHBoxLayout;
    head->setSpacing(kSpace8);
    head->addWidget(new TextLabel(title, Type::Section));
    auto *words = new TextLabel(note, Type::Body, Colour::Text2);
    words->setElides();
    words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    head->addWidget(words, 1);
    m_column->addLayout(head);
    m_column->addSpacing(kSpace12);
    m_head = head;
    connect(themeChanges(), &ThemeChanges::changed, this, &SettingSection::fit);
}

SettingRow *SettingSection::addRow(const QString &label)
{
    auto *row = new SettingRow(label);
    addRow(row);
    return row;
}

void SettingSection::addRow(SettingRow *row)
{
    m_rows.push_back(row);
    m_column->addWidget(row);
    row->setVisible(m_sought.isEmpty() || row->matches(m_sought));
}

void SettingSection::removeRow(SettingRow *row)
{
    std::erase(m_rows, row);
    row->hide();
    row->deleteLater();
}

void SettingSection::setUsed(SettingRow *row, bool used)
{
    row->setProperty("unused", !used);
    row->setVisible(used && (m_sought.isEmpty() || row->matches(m_sought)));
}

int SettingSection::filter(const QString &sought)
{
    m_sought = sought;
    const bool whole = sought.isEmpty() || folded(m_title).contains(folded(sought));
    int shown = 0;
    for (SettingRow *row : m_rows) {
        const bool fits = !row->property("unused").toBool() && (whole || row->matches(sought));
        row->setVisible(fits);
        shown += fits ? 1 : 0;
    }
    return shown;
}

// Lines that wrap need more height than a scroll area asks for.
bool SettingSection::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
        fit();
    return done;
}

void SettingSection::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, m_head->geometry().bottom() + kSpace4, width(), 1), colour(Colour::Divider));
}

void SettingSection::fit()
{
    for (SettingRow *row : m_rows)
        row->turn(width() < scaled(2 * kLabel + 200));
    const int height = m_column->heightForWidth(width());
    if (width() > 0 && minimumHeight() != height)
        setMinimumHeight(height);
}

} // namespace updesk
