/** Names of the months in the languages of registers, in small letters: whole, and as they are shortened. */
const months = [
  'jan january janv janvier ene enero janeiro januar jänner gen gennaio ocak oca januari января январь يناير جانفي كانون_الثاني',
  'feb february févr fevr fév fev février fevrier febrero fevereiro februar febbraio şubat subat şub februari февраля февраль فبراير فيفري شباط',
  'mar march mars marzo março marco märz mrz mart maart maret марта март مارس آذار',
  'apr april avr avril abr abril aprile nisan nis апреля апрель أبريل إبريل ابريل أفريل نيسان',
  'may mai mayo maio mag maggio mayıs mayis mei мая май مايو ماي أيار',
  'jun june juin junio junho juni giu giugno haziran haz июня июнь يونيو يونيه جوان حزيران',
  'jul july juil juillet julio julho juli lug luglio temmuz tem июля июль يوليو يوليه يوليوز جويلية تموز',
  'aug august août aout ago agosto ağustos agustos ağu augustus agustus августа август أغسطس اغسطس غشت أوت آب',
  'sep sept september septembre septiembre setiembre set setembro settembre eylül eylul eyl сентября сентябрь سبتمبر شتنبر أيلول',
  'oct october octobre octubre out outubro okt oktober ott ottobre ekim eki октября октябрь أكتوبر اكتوبر تشرين_الأول',
  'nov november novembre noviembre novembro kasım kasim kas ноября ноябрь نوفمبر نونبر تشرين_الثاني',
  'dec december déc décembre decembre dic diciembre dez dezembro dezember dicembre aralık aralik ara desember декабря декабрь ديسمبر دجنبر كانون_الأول'
] as const

/** For each name the number of its month, from 1. */
export const monthNames: ReadonlyMap<string, number> = new Map(
  months.flatMap((names, index) => names.split(' ').map((name) => [name.replace('_', ' '), index + 1] as const))
)
