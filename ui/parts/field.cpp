// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/field.h"

#include "ui/parts/icons.h"
#include "ui/parts/keycap.h"
#include "ui/parts/spacing.h"
#include "ui/parts/style.h"

#include <QAction>
#include <QBoxLayout>
#include <QEvent>

namespace updesk
{
namespace
{

QString withoutMnemonic(QString label)
{
    label.remove(QLatin1Char('&'));
    return label;
}

/// Keeps a keycap at the right end of the edit while it is empty.
class CapInEdit final : public QObject
{
public:
    CapInEdit(QLineEdit *edit, const QString &keys)
        : QObject(edit), m_edit(edit), m_cap(new KeycapLabel(keys, KeycapTone::Plain, edit))
    {
        m_cap->setAttribute(Qt::WA_TransparentForMouseEvents);
        edit->installEventFilter(this);
        connect(
            edit, &QLineEdit::textChanged, m_cap, [this](const QString &text) { m_cap->setVisible(text.isEmpty()); });
        place();
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Resize || event->type() == QEvent::StyleChange
            || event->type() == QEvent::FontChange)
            place();
        return QObject::eventFilter(watched, event);
    }

private:
    void place()
    {
        const QSize size = m_cap->sizeHint();
        m_cap->setGeometry(
            QRect(QPoint(m_edit->width() - scaled(8) - size.width(), (m_edit->height() - size.height()) / 2), size));
    }
    QLineEdit *m_edit;
    KeycapLabel *m_cap;
};

} // namespace

Field::Field(const QString &label, QWidget *editor, LabelPlace place, QWidget *parent)
    : QWidget(parent), m_editor(editor)
{
    build(label, place);
}

Field::Field(const QString &label, LabelPlace place, QWidget *parent) : QWidget(parent), m_editor(new QLineEdit)
{
    build(label, place);
}

void Field::build(const QString &label, LabelPlace place)
{
    m_editor->setParent(this);
    if (m_editor->accessibleName().isEmpty())
        m_editor->setAccessibleName(withoutMnemonic(label));
    m_label = new TextLabel(label, Type::Body, Colour::Text2);
    m_label->setBuddy(m_editor);
    m_under = new QWidget;
    auto *under = new QHBoxLayout(m_under);
    under->setContentsMargins(2, kSpace4, 0, 0);
    under->setSpacing(kSpace4);
    m_mark = new QLabel;
    m_words = new TextLabel(QString(), Type::Caption, Colour::Bad);
    m_words->setWordWrap(true);
    under->addWidget(m_mark, 0, Qt::AlignTop);
    under->addWidget(m_words, 1);
    m_under->hide();
    auto *column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    if (place == LabelPlace::Above) {
        column->addWidget(m_label);
        column->addSpacing(kSpace4);
        setLayout(column);
    } else {
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(kSpace12);
        const auto fit = [this] {
            m_label->setFixedWidth(scaled(120));
            m_label->setMinimumHeight(m_editor->sizeHint().height());
        };
        fit();
        connect(themeChanges(), &ThemeChanges::changed, this, fit);
        row->addWidget(m_label, 0, Qt::AlignTop);
        row->addLayout(column, 1);
    }
    column->addWidget(m_editor);
    column->addWidget(m_under);
    connect(themeChanges(), &ThemeChanges::changed, this, &Field::refresh);
}

void Field::setError(const QString &words)
{
    m_error = words;
    refresh();
}

void Field::setNote(const QString &words)
{
    m_note = words;
    refresh();
}

void Field::refresh()
{
    const bool wrong = !m_error.isEmpty();
    markWrong(m_editor, wrong);
    m_editor->setAccessibleDescription(wrong ? m_error : m_note);
    m_mark->setVisible(wrong);
    m_mark->setPixmap(iconPixmap(Icon::Warning, scaled(14), colour(Colour::Bad), devicePixelRatioF()));
    m_words->setColour(wrong ? Colour::Bad : Colour::Hint);
    m_words->setText(wrong ? m_error : m_note);
    m_under->setVisible(!m_words->text().isEmpty());
}

void dressSearchEdit(QLineEdit *edit, const QString &accessibleName, const QString &keys)
{
    edit->setAccessibleName(accessibleName);
    edit->addAction(icon(Icon::Search), QLineEdit::LeadingPosition)->setText(accessibleName);
    if (!keys.isEmpty())
        new CapInEdit(edit, keys);
}

} // namespace updesk
