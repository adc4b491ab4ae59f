// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingsection.h"

#include "core/base/text.h"
#include "ui/parts/icons.h"
#include "ui/parts/spacing.h"
#include "ui/parts/style.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QEvent>
#include <QLineEdit>
#include <QPainter>

namespace updesk
{

static constexpr int kLabel = 154, kEdit = 340, kNarrowest = 250, kShortest = 150;

SettingRow::SettingRow(const QString &label)
    : m_label(new TextLabel(label)),
      m_note(new TextLabel(QString(), Type::Caption, Colour::Hint)),
      m_mark(new QLabel),
      m_controls(new QHBoxLayout)
{
    m_label->setWordWrap(true);
    m_note->setWordWrap(true);
    m_note->hide();
    m_mark->hide();
    m_controls->setSpacing(kSpace8);
    m_controls->addStretch();
    auto *under = new QHBoxLayout;
    under->setSpacing(kSpace4);
    under->addWidget(m_mark, 0, Qt::AlignTop);
    under->addWidget(m_note, 1);
    auto *right = new QVBoxLayout;
    right->setSpacing(kSpace4);
    right->addLayout(m_controls);
    right->addLayout(under);
    m_line = new QHBoxLayout(this);
    m_line->setContentsMargins(kSpace4, kSpace4, kSpace4, kSpace4);
    m_line->setSpacing(kSpace12);
    m_line->addWidget(m_label, 0, Qt::AlignTop);
    m_line->addLayout(right, 1);
    const auto fit = [this] {
        m_label->setFixedWidth(scaled(kLabel));
        m_label->setMinimumHeight(scaled(28));
        for (QWidget *control : m_placed)
            if (qobject_cast<QCheckBox *>(control))
                control->setMinimumHeight(scaled(28));
        for (QWidget *text : m_texts)
            text->setMinimumHeight(scaled(28));
    };
    fit();
    connect(themeChanges(), &ThemeChanges::changed, this, [this, fit] {
        fit();
        showNote();
    });
}

void SettingRow::place(QWidget *control)
{
    control->setAccessibleDescription(m_label->text());
    m_controls->insertWidget(m_controls->count() - 1, control);
    m_placed.push_back(control);
    if (qobject_cast<QCheckBox *>(control)) // as high as its label, whose words else stand lower
        control->setMinimumHeight(scaled(28));
}

QLineEdit *SettingRow::addEdit(QLineEdit *edit)
{
    place(edit);
    edit->setProperty("bar", true);
    if (edit->accessibleName().isEmpty())
        edit->setAccessibleName(m_label->text());
    edit->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    edit->setMinimumWidth(0);
    m_controls->setStretch(m_controls->count() - 2, 100);
    m_controls->setStretch(m_controls->count() - 1, 1);
    const auto fit = [edit] { edit->setMaximumWidth(scaled(kEdit)); };
    fit();
    connect(themeChanges(), &ThemeChanges::changed, edit, fit);
    return edit;
}

void SettingRow::setLabel(const QString &label)
{
    m_label->setText(label);
    for (QWidget *control : m_placed)
        control->setAccessibleDescription(label);
    showNote();
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
    m_quiet = words;
    showNote();
}

void SettingRow::setNoteColour(Colour colour)
{
    m_quietColour = colour;
    showNote();
}

void SettingRow::setError(const QString &words, QWidget *control)
{
    m_error = words;
    for (QWidget *placed : m_placed) {
        const bool wrong = !words.isEmpty() && placed == (control ? control : m_placed.front());
        markWrong(placed, wrong);
        placed->setAccessibleDescription(wrong ? words : m_label->text());
    }
    showNote();
}

void SettingRow::showNote()
{
    const bool wrong = !m_error.isEmpty();
    m_mark->setPixmap(iconPixmap(Icon::Warning, scaled(14), colour(Colour::Bad), devicePixelRatioF()));
    m_mark->setVisible(wrong);
    m_note->setColour(wrong ? Colour::Bad : m_quietColour);
    m_note->setText(wrong ? m_error : m_quiet);
    m_note->setVisible(!m_note->text().isEmpty());
}

void SettingRow::turn(bool narrow)
{
    stack(narrow);
    m_label->setMaximumWidth(narrow ? QWIDGETSIZE_MAX : scaled(kLabel)); // as wide as its height is asked for
    m_line->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_line->setSpacing(narrow ? 0 : kSpace12);
}

// Controls that are too wide together stand one below the other.
void SettingRow::stack(bool narrow)
{
    int wide = 0;
    for (const QWidget *control : m_placed)
        wide += kSpace8
            + std::max(control->minimumSizeHint().width(),
                control->sizePolicy().horizontalPolicy() == QSizePolicy::Expanding ? scaled(kShortest)
                                                                                   : control->minimumWidth());
    const bool stacked = narrow && m_placed.size() > 1 && wide > scaled(kNarrowest);
    if (stacked == (m_controls->direction() == QBoxLayout::TopToBottom))
        return;
    m_controls->setDirection(stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    for (QWidget *control : m_placed)
        if (control->sizePolicy().horizontalPolicy() != QSizePolicy::Expanding)
            m_controls->setAlignment(control, stacked ? Qt::AlignLeft : Qt::Alignment());
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
    m_head = makeHead(title, note);
    m_column->addWidget(m_head);
    connect(themeChanges(), &ThemeChanges::changed, this, &SettingSection::fit);
}

QWidget *SettingSection::makeHead(const QString &title, const QString &note)
{
    auto *line = new QWidget;
    auto *head = new QHBoxLayout(line);
    head->setContentsMargins(0, 0, 0, kSpace12);
    head->setSpacing(kSpace8);
    head->addWidget(new TextLabel(title, Type::Section), 0, Qt::AlignTop);
    auto *words = new TextLabel(note, Type::Body, Colour::Text2);
    words->setWordWrap(true);
    head->addWidget(words, 1);
    return line;
}

void SettingSection::addHead(const QString &title, const QString &note)
{
    QWidget *line = makeHead(title, note);
    line->layout()->setContentsMargins(0, kSpace16, 0, kSpace12);
    m_heads.push_back({line, m_rows.size()});
    m_column->addWidget(line);
}

void SettingSection::showHeads()
{
    for (size_t i = 0; i < m_heads.size(); ++i) {
        const size_t end = i + 1 < m_heads.size() ? m_heads[i + 1].first : m_rows.size();
        const auto begin = m_rows.begin() + qsizetype(m_heads[i].first);
        m_heads[i].line->setVisible(std::any_of(begin, m_rows.begin() + qsizetype(end), [](const SettingRow *row) {
            return !row->isHidden() && !row->property("always").toBool(); // those belong to all heads
        }));
    }
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
    const auto at = size_t(std::ranges::find(m_rows, row) - m_rows.begin());
    for (Head &head : m_heads)
        head.first -= at < head.first ? 1 : 0;
    std::erase(m_rows, row);
    row->hide();
    row->deleteLater();
}

void SettingSection::setUsed(SettingRow *row, bool used)
{
    row->setProperty("unused", !used);
    row->setVisible(used && (m_sought.isEmpty() || row->matches(m_sought) || row->property("always").toBool()));
    showHeads();
}

void SettingSection::setAlways(SettingRow *row) { row->setProperty("always", true); }

int SettingSection::filter(const QString &sought)
{
    m_sought = sought;
    const bool whole = sought.isEmpty() || folded(m_title).contains(folded(sought));
    int shown = 0;
    for (SettingRow *row : m_rows) {
        if (!whole && row->property("always").toBool())
            continue;
        const bool fits = !row->property("unused").toBool() && (whole || row->matches(sought));
        row->setVisible(fits);
        shown += fits ? 1 : 0;
    }
    for (SettingRow *row : m_rows)
        if (!whole && row->property("always").toBool())
            row->setVisible(shown > 0 && !row->property("unused").toBool());
    showHeads();
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
    const auto rule = [&](const QWidget *head) {
        painter.fillRect(QRect(0, head->geometry().bottom() - kSpace12 + kSpace4, width(), 1), colour(Colour::Divider));
    };
    rule(m_head);
    for (const Head &head : m_heads)
        if (!head.line->isHidden())
            rule(head.line);
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
